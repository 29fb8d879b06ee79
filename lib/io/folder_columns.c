/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of a folder's tables by their English or Chinese name (docs/FORMATS.md). */
#include <string.h>

#include "io/folder.h"

static const struct {
    const char *name;
    const char *chinese;
} columns[] = {
    {"name", "名称"},
    {"alias", "别名"},
    {"kind", "类型"},
    {"parent_id", "上级"},
    {"valid_from", "启用"},
    {"valid_to", "停用"},
    {"successor_id", "承继"},
    {"doc_number", "发文字号"},
    {"title", "标题"},
    {"title", "会议名称"},
    {"doc_kind", "文种"},
    {"sponsor", "主办科室"},
    {"sponsor", "承办科室"},
    {"date_signed", "成文日期"},
    {"date_dispatched", "印发日期"},
    {"date_published", "发布日期"},
    {"annexes", "附件数"},
    {"corrects", "更正"},
    {"topics", "议题数"},
    {"video", "视频"},
    {"relayed", "传达"},
    {"classification", "密级"},
    {"secrecy", "密级"},
    {"recipients", "主送"},
    {"direction", "行文方向"},
    {"joint_issuers", "联合发文"},
    {"forwarded", "转发"},
    {"formal", "正式"},
    {"chars", "字数"},
    {"status", "状态"},
    {"resource", "事项"},
    {"count", "件数"},
    {"count", "人数"},
    {"year", "年度"},
    {"unit_id", "单位"},
    {"unit_id", "参会单位"},
    {"cap", "限额"},
    {"basis", "依据"},
    {"meeting_class", "会议类别"},
    {"month", "拟开月份"},
    {"duration_min", "时长(分钟)"},
    {"opening_min", "开场(分钟)"},
    {"mode", "形式"},
    {"earliest", "最早"},
    {"latest", "最晚"},
    {"target", "拟开日期"},
    {"topic_tags", "议题"},
    {"statutory", "法定"},
    {"host_event_id", "随会"},
    {"required_by", "依据"},
    {"filed_on", "报备日期"},
    {"room", "会议室"},
    {"start", "开始"},
    {"meeting_id", "会议"},
    {"role", "参会职务"},
    {"required", "必须"},
    {"segment", "议程"},
    {"site", "地点"},
    {"capacity", "容量"},
};

bool jf__table_column(const jf_csv *table, const char *name, size_t *at)
{
    if (!jf_csv_column(table, name, at, NULL))
        return true;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (strcmp(columns[i].name, name) == 0 &&
            !jf_csv_column(table, columns[i].chinese, at, NULL))
            return true;
    return false;
}

jf_status jf__table_requires(const jf_folder *folder, jf__file file, const char *names,
                             jf_error *err)
{
    const char *rest = names;
    char name[JF__PIECE_SIZE];
    size_t at;

    while (jf__list_next(&rest, name))
        if (!jf__table_column(folder->tables[file], name, &at))
            return jf_csv_column(folder->tables[file], name, &at, err);
    return JF_OK;
}
