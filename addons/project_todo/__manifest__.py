{
    "name": "To-Do",
    "version": "1.0",
    "category": "Productivity/To-Do",
    "summary": "Tasks of one's own, without a project",
    "depends": ["project"],
    "catalogue": True,
    "data": ["security/project_todo_security.xml", "views/ir.ui.view.csv"],
    "auto_install": True,
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
