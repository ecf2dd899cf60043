"""Where articles come from: files, folders, patterns and standard input become `Article`s, one by one.

`READERS` leads from a file ending to the function that reads such files; a new kind of file is one module and one line
there.
"""

from kg.sources.fields import Fields
from kg.sources.reading import read
from kg.sources.table import READERS

__all__ = ["READERS", "Fields", "read"]
