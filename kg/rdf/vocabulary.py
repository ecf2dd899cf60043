"""The IRIs that kg writes, as constants; a test holds them against the files in `ontologies/`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kg import namespaces

BASE: Final = namespaces.BASE
KGO: Final = namespaces.KGO
OA: Final = namespaces.OA
ORG: Final = namespaces.ORG
PREFIXES: Final = namespaces.PREFIXES
PROV: Final = namespaces.PROV
RDF: Final = namespaces.RDF
RDFS: Final = namespaces.RDFS
SCHEMA: Final = namespaces.SCHEMA
SEM: Final = namespaces.SEM
SKOS: Final = namespaces.SKOS
TIME: Final = namespaces.TIME
XSD: Final = namespaces.XSD

# Classes
MENTION: Final = KGO + "Mention"
PARTICIPATION: Final = KGO + "Participation"
PRODUCT: Final = KGO + "Product"
DATE_EXPRESSION: Final = KGO + "DateExpression"
ARTICLE: Final = SCHEMA + "NewsArticle"
PERSON: Final = SCHEMA + "Person"
SCHEMA_ORGANIZATION: Final = SCHEMA + "Organization"
ORGANIZATION: Final = ORG + "Organization"
FORMAL_ORGANIZATION: Final = ORG + "FormalOrganization"
ORGANIZATIONAL_UNIT: Final = ORG + "OrganizationalUnit"
PLACE: Final = SCHEMA + "Place"
ADMINISTRATIVE_AREA: Final = SCHEMA + "AdministrativeArea"
LEGISLATION: Final = SCHEMA + "Legislation"
SCHEMA_EVENT: Final = SCHEMA + "Event"
EVENT: Final = SEM + "Event"
MEMBERSHIP: Final = ORG + "Membership"
QUOTATION: Final = SCHEMA + "Quotation"
STATEMENT: Final = RDF + "Statement"
CONCEPT: Final = SKOS + "Concept"
ACTIVITY: Final = PROV + "Activity"
SPECIFIC_RESOURCE: Final = OA + "SpecificResource"
TEXT_POSITION_SELECTOR: Final = OA + "TextPositionSelector"
TEXT_QUOTE_SELECTOR: Final = OA + "TextQuoteSelector"

# Our properties
ANCHOR_OF: Final = KGO + "anchorOf"
BEGIN_INDEX: Final = KGO + "beginIndex"
CONFIDENCE: Final = KGO + "confidence"
CONTENT_HASH: Final = KGO + "contentHash"
CUE: Final = KGO + "cue"
DATE_VALUE: Final = KGO + "dateValue"
DENOTES: Final = KGO + "denotes"
END_INDEX: Final = KGO + "endIndex"
ENGINE: Final = KGO + "engine"
ENTITY_TYPE: Final = KGO + "entityType"
EVIDENCE: Final = KGO + "evidence"
HOLDER: Final = KGO + "holder"
HOLDS_POST_IN: Final = KGO + "holdsPostIn"
MAY_BE: Final = KGO + "mayBe"
MEDIA_ROLE: Final = KGO + "mediaRole"
MENTION_OF: Final = KGO + "mentionOf"
MODALITY: Final = KGO + "modality"
OF_EVENT: Final = KGO + "event"
PARTICIPANT: Final = KGO + "participant"
POST_STATUS: Final = KGO + "postStatus"
QUOTATION_FORM: Final = KGO + "quotationForm"
RELATION: Final = KGO + "relation"
ROLE_TEXT: Final = KGO + "roleText"
SOURCE_ID: Final = KGO + "sourceId"
SPEAKER: Final = KGO + "speaker"
STATED_BY: Final = KGO + "statedBy"
STATUS: Final = KGO + "status"
SUPPORTED_BY: Final = KGO + "supportedBy"
VERSION: Final = KGO + "version"

# Properties of other vocabularies
TYPE: Final = RDF + "type"
SUBJECT: Final = RDF + "subject"
PREDICATE: Final = RDF + "predicate"
OBJECT: Final = RDF + "object"
LABEL: Final = RDFS + "label"
ALT_LABEL: Final = SKOS + "altLabel"
PREF_LABEL: Final = SKOS + "prefLabel"
EXACT_MATCH: Final = SKOS + "exactMatch"
IDENTIFIER: Final = SCHEMA + "identifier"
IS_BASED_ON: Final = SCHEMA + "isBasedOn"
LATITUDE: Final = SCHEMA + "latitude"
LONGITUDE: Final = SCHEMA + "longitude"
HEADLINE: Final = SCHEMA + "headline"
DATE_PUBLISHED: Final = SCHEMA + "datePublished"
PUBLISHER: Final = SCHEMA + "publisher"
IN_LANGUAGE: Final = SCHEMA + "inLanguage"
URL: Final = SCHEMA + "url"
MENTIONS: Final = SCHEMA + "mentions"
TEXT: Final = SCHEMA + "text"
MEMBER: Final = ORG + "member"
IN_ORGANIZATION: Final = ORG + "organization"
ROLE: Final = ORG + "role"
EVENT_TYPE: Final = SEM + "eventType"
ROLE_TYPE: Final = SEM + "roleType"
HAS_ACTOR: Final = SEM + "hasActor"
HAS_PLACE: Final = SEM + "hasPlace"
HAS_TIME: Final = SEM + "hasTimeStamp"
HAS_BEGIN: Final = SEM + "hasBeginTimeStamp"
HAS_END: Final = SEM + "hasEndTimeStamp"
WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
WAS_GENERATED_BY: Final = PROV + "wasGeneratedBy"
WAS_QUOTED_FROM: Final = PROV + "wasQuotedFrom"
HAS_SOURCE: Final = OA + "hasSource"
HAS_SELECTOR: Final = OA + "hasSelector"
START: Final = OA + "start"
END: Final = OA + "end"
EXACT: Final = OA + "exact"
PREFIX: Final = OA + "prefix"
SUFFIX: Final = OA + "suffix"

ENTITY_CLASSES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "PER": (PERSON,),
        "ORG": (ORGANIZATION, SCHEMA_ORGANIZATION),
        "GPE": (ADMINISTRATIVE_AREA, PLACE),
        "LOC": (PLACE,),
        "EVT": (EVENT, SCHEMA_EVENT),
        "DATE": (DATE_EXPRESSION,),
        "LAW": (LEGISLATION,),
        "PROD": (PRODUCT,),
    }
)


def event_kind(kind: str) -> str:
    """The concept of an event kind.

    >>> event_kind("visit")
    'https://kg.example/ns#event-visit'
    """
    return f"{KGO}event-{kind}"


def argument_role(role: str) -> str:
    """The concept of an argument role.

    >>> argument_role("agent")
    'https://kg.example/ns#role-agent'
    """
    return f"{KGO}role-{role}"


def relation_kind(predicate: str) -> str:
    """The concept of a relation's machine name.

    >>> relation_kind("part_of")
    'https://kg.example/ns#relation-part_of'
    """
    return f"{KGO}relation-{predicate}"


def modality(name: str) -> str:
    """The concept of a modality.

    >>> modality("alleged")
    'https://kg.example/ns#alleged'
    """
    return KGO + name


def post_status(name: str) -> str:
    """The concept of a post's status.

    >>> post_status("acting")
    'https://kg.example/ns#status-acting'
    """
    return f"{KGO}status-{name}"


def expand(name: str) -> str:
    """The IRI of a prefixed name.

    >>> expand("schema:spouse")
    'https://schema.org/spouse'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
