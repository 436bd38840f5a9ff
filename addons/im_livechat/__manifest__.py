{
    "name": "Live Chat",
    "version": "1.0",
    "category": "Website/Live Chat",
    "summary": "Channels, rules, chatbots and conversations with visitors, as data",
    "depends": ["mail", "rating", "digest", "utm"],
    "catalogue": True,
    "data": [
        "security/im_livechat_rules.xml",
        "data/im_livechat_channel_data.xml",
        "views/ir.ui.view.csv",
    ],
    "application": True,
    "author": "odoolite",
    "license": "Other OSI approved licence",
}
