/* SPDX-License-Identifier: Apache-2.0 */
/* Settings of the forecast with the defaults filled in, and as numbers of the model. */
#ifndef JIANFU_LIB_WATCH_SETTINGS_H
#define JIANFU_LIB_WATCH_SETTINGS_H

#include "jianfu/watch_forecast.h"

#include "watch/level.h"

#define JF__SETTING_COUNT 15

/* Copies `settings` (NULL = all defaults) to *settings_out. JF_E_ARGUMENT: a field outside its
 * range. Reading what was read changes nothing. */
jf_status jf__settings_read(jf_forecast_settings *settings_out,
                            const jf_forecast_settings *settings, jf_error *err);

/* `settings` have been read. */
void jf__settings_model(const jf_forecast_settings *settings, jf__model *model_out);

/* Field at index, for those who change them one by one. */
int32_t *jf__setting_at(jf_forecast_settings *settings, int index);
int32_t jf__setting_most(int index);

#endif
