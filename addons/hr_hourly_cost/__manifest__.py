{
    "name": "Employee Hourly Wage",
    "version": "1.0",
    "category": "Services/Employee Hourly Cost",
    "summary": "What an hour of an employee costs",
    "depends": ["hr"],
    "catalogue": True,
    "data": [],
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
