{
    "name": "Clubhouse",
    "version": "1.0",
    "summary": "Controllers of all kinds",
    "depends": ["web"],
    "license": "LGPL-3",
}
