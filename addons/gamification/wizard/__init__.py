from . import gamification_badge_user_wizard
from . import gamification_goal_wizard
