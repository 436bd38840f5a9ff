{
    "name": "Onboarding Toolbox",
    "version": "1.2",
    "category": "Hidden",
    "summary": "Panels of first steps and how far companies got with them",
    "depends": ["web"],
    "catalogue": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
