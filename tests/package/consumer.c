/* SPDX-License-Identifier: Apache-2.0 */
/* A program outside the tree: builds as C and as C++, against the installed library. */
#include <jianfu.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    char version[32];

    snprintf(version, sizeof version, "%d.%d.%d", JF_VERSION_MAJOR, JF_VERSION_MINOR,
             JF_VERSION_PATCH);
    if (strcmp(version, jf_version()) != 0) {
        printf("header %s, library %s\n", version, jf_version());
        return 1;
    }
    printf("%s\n", jf_version());
    return 0;
}
