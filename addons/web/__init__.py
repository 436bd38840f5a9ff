"""What web clients find beyond the ORM's own methods."""
from . import models
