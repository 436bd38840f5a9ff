{
    "name": "Resource",
    "version": "1.1",
    "category": "Hidden",
    "summary": "Working time and resources",
    "depends": ["base", "web"],
    "catalogue": True,
    "data": ["data/resource_data.xml"],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
