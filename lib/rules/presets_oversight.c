/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of places on supervision, inspection and assessment, and caps on visits by risk grade:
 * grade n is the n-th of A, B, C, D, or of first, second, third, not graded. */
#include "rules/preset.h"

enum {
    INSPECT = JF_DRAFT_INSPECTION,
    NOTICE = JF_SEVERITY_NOTICE,
    REFUSE = JF_SEVERITY_REFUSE,
    GENERAL = JF__BIT(JF_SCOPE_GENERAL),
    DEPARTMENT = JF__BIT(JF_BODY_DEPARTMENT),
    APPROVED_OR_EMERGENCY = JF_EXEMPTION_APPROVED | JF_EXEMPTION_EMERGENCY,
    LEADING = JF__BIT(JF_BODY_PARTY) | JF__BIT(JF_BODY_GOVERNMENT) | JF__BIT(JF_BODY_BOTH) |
              JF__BIT(JF_BODY_OFFICE)
};

/* A cap on visits of a sector and grade. */
#define VISITS(sector, grade, most)                                                                \
    .check = JF_CHECK_VISITS, .draft = INSPECT, .severity = REFUSE, .limit = (most),               \
    .kinds = JF__BIT(JF_OVERSIGHT_CHECK), .sectors = JF__BIT(sector), .grades = JF__BIT(grade)

static const jf__preset_clause gansu_2018[] = {
    {{.check = JF_CHECK_REDUCTION, .draft = INSPECT, .severity = NOTICE, .limit = 300,
      .flags_off = JF_FLAG_GRASSROOTS},
     "对市州的督查检查考核减少30%以上"},
    {{.check = JF_CHECK_REDUCTION, .draft = INSPECT, .severity = NOTICE, .limit = 500,
      .flags = JF_FLAG_GRASSROOTS},
     "对县乡村和厂矿企业学校的减少50%以上"},
    {{.check = JF_CHECK_PLANNED, .draft = INSPECT, .severity = REFUSE,
      .exempt = JF_EXEMPTION_APPROVED},
     "保留的事项清单管理，清单外的报批"},
    {{.check = JF_CHECK_BASIS, .draft = INSPECT, .severity = REFUSE, .limit = LEADING},
     "部门不在部门文件中自行设定"},
};

static const jf__preset_clause taizhou_2019[] = {
    {{.check = JF_CHECK_PLANNED, .draft = INSPECT, .severity = REFUSE,
      .exempt = JF_EXEMPTION_APPROVED},
     "年控月控：计划外的经月度会议增列"},
};

static const jf__preset_clause puer_2019[] = {
    {{.check = JF_CHECK_COUNT, .draft = INSPECT, .severity = REFUSE, .limit = 1,
      .bodies = DEPARTMENT, .scopes = GENERAL},
     "每部门每年综合性事项1项"},
    {{.check = JF_CHECK_PLANNED, .draft = INSPECT, .severity = REFUSE,
      .exempt = APPROVED_OR_EMERGENCY},
     "计划外的一事一报，应急的另行处理"},
    {{.check = JF_CHECK_APPROVER, .draft = INSPECT, .severity = REFUSE,
      .exempt = JF_EXEMPTION_EMERGENCY, .limit = JF_RANK_HEAD,
      .plans = JF__BIT(JF_PLAN_STATUS_OFF_PLAN)},
     "计划外的由主要领导签批"},
    {{.check = JF_CHECK_SPLIT, .draft = INSPECT, .severity = NOTICE,
      .exempt = JF_EXEMPTION_EMERGENCY},
     "不得拆包分包：一项计划不拆成多次、多项"},
};

static const jf__preset_clause liaocheng_2025[] = {
    {{.check = JF_CHECK_PLAN_FILED, .draft = INSPECT, .severity = NOTICE, .limit = 331},
     "年度检查计划3月底前备案"},
};

static const jf__preset_clause shanxi_2025[] = {
    {{.check = JF_CHECK_VISITS, .draft = INSPECT, .severity = REFUSE, .limit = 3,
      .kinds = JF__BIT(JF_OVERSIGHT_SUPERVISION)},
     "督导检查：每年每企3次以内"},
    {{VISITS(JF_SECTOR_COAL, 1, 2)}, "煤矿A类：每年2次以内"},
    {{VISITS(JF_SECTOR_COAL, 2, 4)}, "煤矿B类：每年4次以内"},
    {{VISITS(JF_SECTOR_COAL, 3, 6)}, "煤矿C类：每年6次以内"},
    {{VISITS(JF_SECTOR_COAL, 4, 4)}, "煤矿D类：每年4次以内"},
    {{VISITS(JF_SECTOR_MINE, 1, 1)}, "非煤矿山A类：每年1次以内"},
    {{VISITS(JF_SECTOR_MINE, 2, 1)}, "非煤矿山B类：每年1次以内"},
    {{VISITS(JF_SECTOR_MINE, 3, 2)}, "非煤矿山C类：每年2次以内"},
    {{VISITS(JF_SECTOR_MINE, 4, 4)}, "非煤矿山D类：每年4次以内"},
    {{VISITS(JF_SECTOR_HAZARDOUS, 1, 2)}, "危险化学品和金属冶炼一级：每年2次以内"},
    {{VISITS(JF_SECTOR_HAZARDOUS, 2, 4)}, "危险化学品和金属冶炼二级：每年4次以内"},
    {{VISITS(JF_SECTOR_HAZARDOUS, 3, 8)}, "危险化学品和金属冶炼三级：每年8次以内"},
    {{VISITS(JF_SECTOR_HAZARDOUS, 4, 12)}, "危险化学品和金属冶炼未定级：每年12次以内"},
    {{VISITS(JF_SECTOR_OTHER, 1, 1)}, "非高危行业一级：每年1次以内"},
    {{VISITS(JF_SECTOR_OTHER, 2, 2)}, "非高危行业二级：每年2次以内"},
    {{VISITS(JF_SECTOR_OTHER, 3, 4)}, "非高危行业三级：每年4次以内"},
    {{VISITS(JF_SECTOR_OTHER, 4, 6)}, "非高危行业未定级：每年6次以内"},
};

static const jf__preset_clause henan_2025[] = {
    {{VISITS(JF_SECTOR_COAL, 1, 2)}, "1：煤矿A类每年2次以内"},
    {{VISITS(JF_SECTOR_COAL, 2, 4)}, "1：煤矿B类每年4次以内"},
    {{VISITS(JF_SECTOR_COAL, 3, 6)}, "1：煤矿C类每年6次以内"},
    {{VISITS(JF_SECTOR_COAL, 4, 4)}, "1：煤矿D类每年4次以内"},
    {{.check = JF_CHECK_INTERVAL, .draft = INSPECT, .severity = NOTICE, .limit = 3,
      .sectors = JF__BIT(JF_SECTOR_SERVICE)},
     "2：安全评价检测检验机构每三年至少1次"},
    {{.check = JF_CHECK_VISITS, .draft = INSPECT, .severity = REFUSE, .limit = 4,
      .sectors = JF__BIT(JF_SECTOR_RADIO)},
     "8：无线电发射设备销售巡检每年4次以内"},
    {{.check = JF_CHECK_VISITS, .draft = INSPECT, .severity = REFUSE, .limit = 1,
      .sectors = JF__BIT(JF_SECTOR_OTHER)},
     "3至7、9、10：其他事项每年1次"},
};

const jf__preset jf__presets_oversight[] = {
    {"gansu-2018", "甘肃省", "关于统筹规范督查检查考核工作的措施", "m.shzx.org, 2018-11-27",
     gansu_2018, JF__COUNT_OF(gansu_2018), 2018, 20181127, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_DAY},
    {"taizhou-2019", "台州市", "督查检查考核年控月控", "tz.zjol.com.cn", taizhou_2019,
     JF__COUNT_OF(taizhou_2019), 2019, 20190101, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_YEAR},
    {"puer-2019", "普洱市", "规范督查检查考核的规定", "qdubb.cn", puer_2019,
     JF__COUNT_OF(puer_2019), 2019, 20190101, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_YEAR},
    {"liaocheng-2025", "聊城市", "严格规范涉企行政检查工作实施方案（聊政办发〔2025〕3号）",
     "http://www.liaocheng.gov.cn/site_lcszfxxgk/"
     "channel_l_lcszfxxgkchannel201911221748261350796317/doc_6819cce1149dc98bf11df7c4.html",
     liaocheng_2025, JF__COUNT_OF(liaocheng_2025), 2025, 20250101, 0, JF_EVIDENCE_OFFICIAL,
     JF_DATE_BASIS_YEAR},
    {"shanxi-2025", "山西省", "应急管理部门年度行政检查最高频次",
     "http://aqsx.sxkjnews.com/news/show.php?itemid=5199", shanxi_2025, JF__COUNT_OF(shanxi_2025),
     2025, 20250423, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_DAY},
    {"henan-industry-2025", "河南省", "工业和信息化行政检查频次上限",
     "http://gxt.henan.gov.cn/2025/06-06/3166641.html", henan_2025, JF__COUNT_OF(henan_2025), 2025,
     20250606, 0, JF_EVIDENCE_OFFICIAL, JF_DATE_BASIS_DAY},
    {.name = NULL},
};
