"""The ORM: environments, registry, fields, domains and the model ladder."""
