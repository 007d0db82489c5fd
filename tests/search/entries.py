"""A small bilingual site to search: every document in both languages unless its words say not."""

from datetime import date

from portal.model.entry import Entry, EntrySection
from portal.model.language import Language


def entry(
    address: str,
    title: str,
    *texts: str,
    number: str | None = None,
    dated: date | None = None,
    is_sample: bool = False,
) -> Entry:
    """An entry in the language of its address; each text is a section `s1`, `s2` …"""
    language = Language.EN if address.startswith("en/") else Language.ZH
    return Entry(
        address=address,
        language=language,
        title=title,
        kind="政策文件" if language is Language.ZH else "Policy document",
        number=number,
        dated=dated,
        state="有效" if language is Language.ZH else "In force",
        sections=tuple(
            EntrySection(f"s{i}" if i else "", f"第{i}节" if i else "", text)
            for i, text in enumerate(texts)
        ),
        is_sample=is_sample,
    )


_TOPICS = ("能源消费", "粮食储备", "价格监测", "项目稽察", "信用修复", "招标投标")
_ENGLISH = (
    "Energy use",
    "Grain reserves",
    "Price monitoring",
    "Project inspection",
    "Credit repair",
    "Tendering",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "policies/2020/charging/",
        "关于印发电动汽车充电设施管理办法的通知",
        "为规范充电设施建设，制定本办法。",
        "新建住宅小区应当预留充电桩安装条件。",
        "补贴总额2,147,332元，惠及１３８３户。",
        number="例改〔2020〕12号",
        dated=date(2020, 12, 1),
        is_sample=True,
    ),
    entry(
        "en/policies/2020/charging/",
        "Measures for Electric Vehicle Charging Facilities",
        "These measures regulate charging facilities.",
        "Residential developers shall reserve capacity. Subsidies are paid each year.",
        number="例改〔2020〕12号",
        dated=date(2020, 12, 1),
    ),
    entry(
        "policies/2020/reading/",
        "《电动汽车充电设施管理办法》政策解读",
        "例改〔2020〕12号文件的解读，例改〔2020〕12号自公布之日起施行，另见例改〔2020〕12号附件。",
    ),
    entry(
        "policies/2020/parking/",
        "停车管理规定",
        "停车设施的管理。",
        "依据国办例〔2020〕17号，鼓励共享停车。设施条件完善，管理有序。",
        number="例改〔2020〕13号",
        dated=date(2020, 3, 1),
    ),
    entry(
        "policies/2019/charging/",
        "旧管理办法",
        "已废止的旧办法。",
        number="例改〔2019〕12号",
        dated=date(2019, 3, 1),
    ),
    entry(
        "policies/2020/finance/",
        "财政管理办法",
        "财政资金的管理。",
        number="例财〔2020〕12号",
        dated=date(2020, 4, 1),
    ),
    entry(
        "reports/2020/",
        "2020年年度报告",
        "概述。",
        "主动公开政府信息1383条。",
        "条件充分，安装有序。",
    ),
    entry(
        "replies/2020/7/",
        "关于增设公交线路的答复",
        "建议收悉。",
        number="第7号建议",
        dated=date(2020, 6, 1),
    ),
    entry("only/zh/", "仅有中文的养老服务页面", "养老服务机构名单。"),
    entry("en/only/", "A page in English about wetlands", "Wetland parks are open."),
    *(
        entry(f"topics/{i}/", f"{topic}工作要点", f"{topic}工作的安排，含示例段落{i}。")
        for i, topic in enumerate(_TOPICS)
    ),
    *(
        entry(f"en/topics/{i}/", f"{topic}: work plan", f"How {topic.lower()} is planned.")
        for i, topic in enumerate(_ENGLISH)
    ),
    *(entry(f"minutes/{i}/", f"第{i}次例会纪要", "会议研究了例会制度。") for i in range(1, 13)),
)
