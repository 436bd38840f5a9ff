from . import doc
from . import openapi
