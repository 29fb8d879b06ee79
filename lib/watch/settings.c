/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped settings were picked by hand between joint and separate fits to the US register and
 * to two cuts of the Chinese provincial documents, years up to 2019 (docs/rfc/0005-forecast.md). */
#include "watch/settings.h"

#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"

#define MILLION 1000000
#define GREAT 100000000

typedef struct setting {
    const char *name;
    size_t offset;
    int32_t standard;
    int32_t most;
} setting;

#define SETTING(name, standard, most)                                                              \
    {                                                                                              \
        #name, offsetof(jf_forecast_settings, name), standard, most                                \
    }

static const setting table[JF__SETTING_COUNT] = {
    SETTING(dispersion_ppm, 860000, GREAT),
    SETTING(growth_ppm, 200000, MILLION),
    SETTING(memory_ppm, 870000, MILLION - 1),
    SETTING(passing_ppm, 140000, GREAT),
    SETTING(drift_ppm, 50000, GREAT),
    SETTING(year_ppm, 160000, GREAT),
    SETTING(jump_ppm, 1000000, GREAT),
    SETTING(jump_odds_ppm, 90000, MILLION - 1),
    SETTING(reversion_ppm, 55000, MILLION - 1),
    SETTING(season_documents, 300, GREAT),
    SETTING(outlier_ppm, 5500000, GREAT),
    SETTING(shock_ppm, 70000, GREAT),
    SETTING(shock_month_ppm, 130000, GREAT),
    SETTING(opening_ppm, 300000, GREAT),
    SETTING(last_year_ppm, 120000, MILLION - 1),
};

int32_t *jf__setting_at(jf_forecast_settings *settings, int index)
{
    return (int32_t *)(void *)((char *)settings + table[index].offset);
}

int32_t jf__setting_most(int index)
{
    return table[index].most;
}

jf_status jf__settings_read(jf_forecast_settings *settings_out,
                            const jf_forecast_settings *settings, jf_error *err)
{
    jf_forecast_settings known;
    jf_status status = jf__options_read(&known, sizeof known, settings, "settings", err);

    if (status)
        return status;
    for (int i = 0; i < JF__SETTING_COUNT; i++) {
        int32_t *field = jf__setting_at(&known, i);

        if (*field < 0 || *field > table[i].most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, table[i].most, *field,
                                  "settings.%s is %" PRId32, table[i].name, *field);
        if (*field == 0)
            *field = table[i].standard;
    }
    *settings_out = known;
    return JF_OK;
}

static double of_ppm(int32_t ppm)
{
    return (double)ppm / MILLION;
}

void jf__settings_model(const jf_forecast_settings *settings, jf__model *model_out)
{
    double odds = of_ppm(settings->jump_odds_ppm);

    *model_out = (jf__model){
        .dispersion = of_ppm(settings->dispersion_ppm),
        .growth = of_ppm(settings->growth_ppm),
        .memory = of_ppm(settings->memory_ppm),
        .passing = of_ppm(settings->passing_ppm),
        .drift = of_ppm(settings->drift_ppm),
        .jump = {of_ppm(settings->year_ppm), of_ppm(settings->jump_ppm)},
        .odds = {1.0 - odds, odds},
        .reversion = of_ppm(settings->reversion_ppm),
        .season = (double)settings->season_documents,
        .outlier = of_ppm(settings->outlier_ppm),
        .shock = of_ppm(settings->shock_ppm),
        .shock_month = of_ppm(settings->shock_month_ppm),
        .opening = of_ppm(settings->opening_ppm),
        .last_year = of_ppm(settings->last_year_ppm),
        .scale = 1.0,
    };
}

jf_status jf_forecast_settings_default(jf_forecast_settings *settings_out, jf_error *err)
{
    jf_forecast_settings known = {.size = 0};
    jf_status status = jf__record_writable(settings_out, "settings_out", err);

    if (!status)
        status = jf__settings_read(&known, NULL, err);
    if (!status)
        jf__record_write(settings_out, &known, sizeof known);
    return status;
}
