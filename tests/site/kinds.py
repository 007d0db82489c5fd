"""One page of every kind, by its Chinese address."""

KINDS = {
    "home": "",
    "column": "statutory/",
    "listing": "policies/",
    "listing with rates": "replies/",
    "listing by facet": "policies/state/repealed/",
    "register": "decisions/",
    "record": "policies/2020/investment-project-filing/",
    "record of a register": "decisions/2023/investment-project-filing/",
    "record without a translation": "policies/2024/regional-cooperation/",
    "reports": "reports/",
    "report": "reports/2020/",
    "coverage": "reports/coverage/",
    "plain": "guide/",
    "search": "search/",
    "site map": "site-map/",
    "status": "status/",
}

PAGES = {
    **{f"{name}, zh": address for name, address in KINDS.items()},
    **{f"{name}, en": f"en/{address}" for name, address in KINDS.items()},
}
"""The address of every page kind in both languages."""

BY_NAME = [*PAGES]
