from . import download_docs, portal
