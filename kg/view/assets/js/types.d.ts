// What the modules hand each other. The page's data itself is described by kg/view/assets/payload.schema.json.
export interface Article { id: string; title: string; outlet: string; date: string; url: string }
export interface Statement { article: Article; sentence: string; marks: [number, number][]; confidence: number; modality: string }
export interface Quote { speaker: Entity; text: string; form: string; cue: string; article: Article; sentence: string; confidence: number; modality: string }
export interface Entity {
  i: number; id: string; label: string; type: string; kind: string; aliases: string[]; links: string[]; date: string;
  lat: number | null; lon: number | null; articles: number; x: number; y: number; community: number; rank: number; turn: number;
  hub: boolean; edges: Fact[]; quotes: Quote[]; folded: string[] | null;
}
export interface Fact {
  i: number; id: string; source: Entity; target: Entity; relation: string; label: string; modality: string; status: string;
  confidence: number; date: string; raw: number[]; lane: number;
}
export interface Post { role: string; status: string; modality: string; date: string; holder: Entity | null; holderLabel: string; statements: Statement[] }
export interface Path { nodes: Entity[]; edges: Fact[] }
export interface Focus { nodes: Entity[]; depth: number }
export interface Circle { id: string; number: number; members: Entity[]; lead: Entity; size: number; x: number; y: number }
export type Facet = "type" | "relation" | "kind" | "modality" | "outlet";
export interface State {
  off: Record<Facet, Set<string>>; articleDates: [string, string] | null; eventDates: [string, string] | null; confidence: number;
  limit: number; hidden: Set<Entity>; pinned: Set<Entity>; extra: Set<Entity>; focus: Focus | null; fold: boolean; opened: Set<number>;
  colour: string; physics: boolean; lang: string; theme: string; view: string; selection: Entity | Fact | null;
  path: Path | null; paths: Path[];
}
export interface Part { nodes: Entity[]; edges: Fact[]; nodeSet: Set<Entity>; edgeSet: Set<Fact> }
export interface Visible extends Part { counts: Record<Facet, Map<string, number>>; canvas: Part }

declare global {
  const vis: any;
}
