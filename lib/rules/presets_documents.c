/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of places on documents, and on documents and meetings together. */
#include "rules/preset.h"

enum {
    DOC = JF_DRAFT_DOCUMENT,
    MEET = JF_DRAFT_MEETING,
    INSPECT = JF_DRAFT_INSPECTION,
    PARTY = JF__BIT(JF_BODY_PARTY),
    BOTH = JF__BIT(JF_BODY_BOTH),
    LEADING = PARTY | JF__BIT(JF_BODY_GOVERNMENT) | BOTH,
    OFFICE = JF__BIT(JF_BODY_OFFICE),
    DEPARTMENT = JF__BIT(JF_BODY_DEPARTMENT),
    NOTICE = JF_SEVERITY_NOTICE,
    DAY = JF_MEETING_DAY_MINUTES
};

static const jf__preset_clause guangdong_2007[] = {
    {{.check = JF_CHECK_COUNT, .draft = DOC, .severity = NOTICE, .limit = 20,
      .bodies = PARTY | BOTH},
     "省委或联名文件每年20个以内"},
    {{.check = JF_CHECK_CHARACTERS, .draft = DOC, .severity = NOTICE, .limit = 5000,
      .bodies = PARTY | BOTH},
     "省委或联名文件每个5000字以内"},
    {{.check = JF_CHECK_REDUCTION, .draft = DOC, .severity = NOTICE, .limit = 250},
     "文件精简四分之一"},
    {{.check = JF_CHECK_REDUCTION, .draft = MEET, .severity = NOTICE, .limit = 250},
     "会议精简四分之一"},
    {{.check = JF_CHECK_PLANNED, .draft = MEET, .severity = JF_SEVERITY_REFUSE,
      .exempt = JF_EXEMPTION_APPROVED, .bodies = LEADING},
     "未列入年度计划的原则上不予安排"},
    {{.check = JF_CHECK_MINUTES, .draft = MEET, .severity = NOTICE, .limit = 2 * DAY,
      .bodies = LEADING},
     "省委、省政府召开的会议2天以内"},
    {{.check = JF_CHECK_MINUTES, .draft = MEET, .severity = NOTICE, .limit = DAY,
      .bodies = DEPARTMENT},
     "部门召开的会议1天以内"},
    {{.check = JF_CHECK_HEADS, .draft = MEET, .severity = NOTICE, .limit = 300,
      .bodies = LEADING},
     "省委、省政府召开的会议300人以内"},
    {{.check = JF_CHECK_HEADS, .draft = MEET, .severity = JF_SEVERITY_REFUSE, .limit = 200,
      .bodies = DEPARTMENT},
     "部门召开的会议200人以内"},
};

static const jf__preset_clause xiangyang[] = {
    {{.check = JF_CHECK_CHARACTERS, .draft = DOC, .severity = NOTICE, .limit = 5000,
      .bodies = LEADING},
     "本机关文件5000字以内"},
    {{.check = JF_CHECK_CHARACTERS, .draft = DOC, .severity = NOTICE, .limit = 4000,
      .bodies = OFFICE},
     "办公室文件4000字以内"},
    {{.check = JF_CHECK_FORWARDING, .draft = DOC, .severity = JF_SEVERITY_REFUSE,
      .flags = JF_FLAG_PUBLISHED},
     "已公开发布的文件不层层转发"},
};

static const jf__preset_clause changsha_2019[] = {
    {{.check = JF_CHECK_REDUCTION, .draft = DOC, .severity = NOTICE, .limit = 300},
     "文件、简报减少30%以上"},
    {{.check = JF_CHECK_REDUCTION, .draft = MEET, .severity = NOTICE, .limit = 300},
     "全市性会议减少30%以上"},
    {{.check = JF_CHECK_REDUCTION, .draft = INSPECT, .severity = NOTICE, .limit = 500,
      .flags = JF_FLAG_GRASSROOTS},
     "对基层的督查检查考核减少50%以上"},
    {{.check = JF_CHECK_REVIEW_WORKDAYS, .draft = INSPECT, .severity = JF_SEVERITY_APPROVE,
      .limit = 5},
     "督查检查考核方案在发通知前5个工作日送审"},
};

const jf__preset jf__presets_documents[] = {
    {"guangdong-2007", "广东省", "关于改进会风文风的措施",
     "http://txhistory.zjol.com.cn/txnews/system/2007/08/02/010026269.shtml", guangdong_2007,
     JF__COUNT_OF(guangdong_2007), 2007, 20070801, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_MONTH},
    {"xiangyang", "襄阳市", "关于精简文件的规定", "fsou.net lar/169897", xiangyang,
     JF__COUNT_OF(xiangyang), 0, 0, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_UNKNOWN},
    {"changsha-2019", "长沙市", "基层减负负面清单", "hn.rednet.cn 2019-05-06", changsha_2019,
     JF__COUNT_OF(changsha_2019), 2019, 20190506, 0, JF_EVIDENCE_READ, JF_DATE_BASIS_DAY},
    {.name = NULL},
};
