from . import product_template
from . import project_project
from . import project_project_panel
from . import project_profitability
from . import project_task
from . import project_milestone
from . import sale_order_line
from . import sale_order
