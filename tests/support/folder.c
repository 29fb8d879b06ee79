/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "support/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char current[4096];

const char *jf_test_folder(const char *name)
{
    DIR *folder;
    const struct dirent *entry;

    snprintf(current, sizeof current, "%s/%s", jf_test_scratch(), name);
    (void)mkdir(current, 0700);
    folder = opendir(current);
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        char path[8192];

        snprintf(path, sizeof path, "%s/%s", current, entry->d_name);
        if (entry->d_name[0] != '.')
            assert_int_equal(unlink(path), 0);
    }
    closedir(folder);
    return current;
}

void jf_test_file(const char *file, const char *text)
{
    char path[8192];
    FILE *out;

    snprintf(path, sizeof path, "%s/%s", current, file);
    out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, strlen(text), out), strlen(text));
    assert_int_equal(fclose(out), 0);
}

void jf_test_office(const char *name)
{
    (void)jf_test_folder(name);
    jf_test_file("org.csv", "id,name/名称,alias,parent_id\n1,市,,\n10,委,市委;委机关,1\n"
                            "101,甲科,,10\n102,乙科,,10\n20,别的委,,1\n");
    jf_test_file("kinds.csv", "id,name,alias,parent_id\n1,文件,,\n11,正式,红头,1\n12,非正式,,1\n");
    jf_test_file("settings.csv", "key,value\ntitle,小委\nyear,2023\nas_of,2023-06-30\n"
                                 "formal_kind,11\ninformal_kind,12\nplan_from,2023-07-03\n"
                                 "plan_to,2023-07-14\n");
    jf_test_file("documents.csv",
                 "doc_number/发文字号,主办科室,成文日期,direction,formal,joint_issuers,recipients\n"
                 "委发〔2023〕1号,甲科,2023-02-01,down,1,,102;20\n"
                 ",甲科,2023-02-02,down,0,,\n"
                 "委发〔2023〕2号,101,2023-03-01,up,1,,\n"
                 "委发〔2023〕3号,甲科,,down,1,,\n"
                 "别发〔2023〕1号,甲科,2023-04-01,down,1,别的委;市委,\n"
                 "委发〔2023〕4号,甲科,2023-06-30,level,1,市委;别的委,\n");
    jf_test_file("quota.csv", "year,unit_id,resource,cap\n2023,甲科,红头,1\n2023,102,11,0\n"
                              "2023,10,11,unlimited\n2023,20,11,\n");
}
