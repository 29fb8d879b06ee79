/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the log of a book line by line and word by word. */
#ifndef JIANFU_LIB_WATCH_ALERTS_READER_H
#define JIANFU_LIB_WATCH_ALERTS_READER_H

#include "watch/alerts.h"

/* Holds every word but a note. */
#define JF__LOG_WORD_SIZE 32

/* A log that is read. */
typedef struct jf__log_reader {
    const char *text;
    size_t size;
    size_t at;       /* of the next byte */
    size_t line_end; /* of the line that is read */
    int32_t line;
    uint32_t check;  /* of all bytes up to the line's end */
    jf_day until;
} jf__log_reader;

/* JF_E_CORRUPT: the line has this problem. */
jf_status jf__log_fail(const jf__log_reader *r, jf_error *err, const char *problem);

/* Goes to the line that begins at r->at. JF_E_CORRUPT: it has no end, or fails its check. */
jf_status jf__log_next_line(jf__log_reader *r, jf_error *err);

/* Size of the next word of the line, without the blank behind it; 0 at its end. */
size_t jf__log_next_word(jf__log_reader *r, const char **word_out);

/* The next word as a text; false when it is too long. */
bool jf__log_read_word(jf__log_reader *r, char text_out[JF__LOG_WORD_SIZE]);

/* Reads the next word; whether it is this one. */
bool jf__log_is_next(jf__log_reader *r, const char *wanted);

/* Each reads words; false when one is none of its kind. */
bool jf__log_read_number(jf__log_reader *r, int64_t *number_out);
bool jf__log_read_day(jf__log_reader *r, jf_day *day_out);
bool jf__log_read_rules(jf__log_reader *r, jf_alert_rules *rules_out);
bool jf__log_read_key(jf__log_reader *r, jf_alert_key *key_out);
bool jf__log_read_sign(jf__log_reader *r, jf_alert_sign *sign_out);

/* Undoes what the log does to a note; note_out has room for the word. */
bool jf__log_decode_note(const char *word, size_t size, char *note_out);

#endif
