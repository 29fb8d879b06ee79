/* SPDX-License-Identifier: Apache-2.0 */
/* Items as text. A text is made from its beginning each time, and only the bytes of the window are
 * kept: so writing needs no memory, and what is written may be shared between threads. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "meeting/item.h"

/* Holds every number and every day. */
#define WORD_SIZE 24

static void put(jf__item_writer *w, const char *text)
{
    for (; *text; text++, w->size++)
        if (w->bytes && w->size >= w->offset && w->size - w->offset < w->byte_count)
            w->bytes[w->size - w->offset] = (uint8_t)*text;
}

static void put_value(jf__item_writer *w, const jf__field *field, int64_t value)
{
    char word[WORD_SIZE];

    if (field->kind == JF__FIELD_NAME) {
        put(w, field->names[value]);
        return;
    }
    if (field->kind != JF__FIELD_DAY || jf_day_format((jf_day)value, word, sizeof word, NULL))
        (void)snprintf(word, sizeof word, "%" PRId64, value);
    put(w, word);
}

void jf__item_put(jf__item_writer *writer, size_t shape, const int64_t *values)
{
    const jf__item_shape *own = &writer->grammar->shapes[shape];

    put(writer, own->word);
    for (size_t i = 0; own->fields[i].key; i++) {
        if (!own->fields[i].is_required && values[i] == own->fields[i].usual)
            continue;
        put(writer, " ");
        put(writer, own->fields[i].key);
        put(writer, "=");
        put_value(writer, &own->fields[i], values[i]);
    }
    put(writer, "\n");
    writer->item_count++;
}

void jf__item_put_unusual(jf__item_writer *writer, size_t shape, const int64_t *values)
{
    const jf__field *fields = writer->grammar->shapes[shape].fields;
    size_t i = 0;

    while (fields[i].key && values[i] == fields[i].usual)
        i++;
    if (fields[i].key)
        jf__item_put(writer, shape, values);
}

static jf_status put_text(jf__item_writer *w, const void *self, jf__item_source source,
                          jf_error *err)
{
    jf_status status;

    w->size = 0;
    w->item_count = 0;
    put(w, w->grammar->word);
    put(w, " ");
    put(w, w->grammar->version);
    put(w, "\n");
    status = source(self, w, err);
    if (!status)
        jf__item_put(w, w->grammar->count, &w->item_count);
    return status;
}

jf_status jf__items_measure(const jf__grammar *grammar, const void *self, jf__item_source source,
                            size_t *size_out, jf_error *err)
{
    jf__item_writer w = {.grammar = grammar};
    jf_status status = put_text(&w, self, source, err);

    if (!status)
        *size_out = w.size;
    return status;
}

jf_status jf__items_copy(jf__item_writer *window, const void *self, jf__item_source source,
                         jf_error *err)
{
    size_t size;
    jf_status status;

    if (!window->bytes && window->byte_count > 0)
        return jf__fail_null(err, "bytes_out");
    status = jf__items_measure(window->grammar, self, source, &size, err);
    if (!status && (window->offset > size || window->byte_count > size - window->offset))
        status = jf__fail_about(err, JF_E_RANGE, 0, (int64_t)size, (int64_t)window->offset,
                                "%zu bytes from %zu leave the text of %zu", window->byte_count,
                                window->offset, size);
    return status ? status : put_text(window, self, source, err);
}
