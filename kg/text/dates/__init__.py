"""Date expressions: where they are, what day or period they mean, and what day an article speaks from.

Values are ISO 8601: a day, a month, a year (`2024-12-09`, `2024-12`, `2024`), an interval of them (`2019/2024`) or `?`.
Weeks run from Monday to Sunday; quarters and half years are intervals of months; a decade is `1990/1999`.
"""

from __future__ import annotations

from kg.text.dates.finding import find
from kg.text.dates.published import published_date
from kg.text.dates.valuing import anchor, value, values

__all__ = ["anchor", "find", "published_date", "value", "values"]
