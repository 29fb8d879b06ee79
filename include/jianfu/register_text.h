/* SPDX-License-Identifier: Apache-2.0 */
/* What a register reads out of text: document numbers, dates and document kinds, as people write
 * them. Reading is total and allocates nothing: any bytes give a value, with findings that say what
 * had to be understood and where, or an error with the offset at which understanding ends. Nothing
 * is guessed.
 */
#ifndef JIANFU_REGISTER_TEXT_H
#define JIANFU_REGISTER_TEXT_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Shapes of a document number (fawen zihao). */
typedef enum jf_number_form {
    JF_NUMBER_FORM_BRACKET = 1, /**< series, year in brackets, serial: GB/T 9704-2012, 7.2.5 */
    JF_NUMBER_FORM_PLAIN = 2,   /**< series and serial without year, as decrees have it */
    JF_NUMBER_FORM_YEAR = 3,    /**< series, year as a word, serial, as announcements have it */
    JF_NUMBER_FORM_CODE = 4     /**< letters, year, serial with hyphens: a registration code */
} jf_number_form;

/** What a number has that its printed form has not; bits. */
typedef enum jf_number_finding {
    JF_NUMBER_LABEL = 1,      /**< a label before it, for instance "document number:" */
    JF_NUMBER_SPACE = 2,      /**< white space or zero-width characters */
    JF_NUMBER_BRACKET = 4,    /**< other brackets than U+3014 and U+3015 */
    JF_NUMBER_FULL_WIDTH = 8, /**< full-width digits or letters */
    JF_NUMBER_ZERO = 16,      /**< leading zeros of the serial */
    JF_NUMBER_ORDINAL = 32,   /**< an ordinal sign (di) behind the bracket */
    JF_NUMBER_NUMERAL = 64    /**< Chinese numerals */
} jf_number_finding;

/** A document number that was read. Offsets are bytes of the text that was read; those of findings
 * are of the first place, and 0 without the finding. */
typedef struct jf_doc_number {
    uint32_t size;         /**< sizeof(jf_doc_number) */
    int32_t form;          /**< a jf_number_form */
    int32_t series_at;     /**< offset of the series code (jiguan daizi) */
    int32_t series_length; /**< its bytes, 1 to 192 */
    int32_t year;          /**< 1000 to 9999; 0 = the number has none */
    int32_t serial;        /**< 1 to 999,999,999 */
    int32_t digits;        /**< digits of the serial in a registration code; else 0 */
    int32_t findings;      /**< bits of jf_number_finding */
    int32_t label_at;
    int32_t space_at;
    int32_t bracket_at;
    int32_t full_width_at;
    int32_t zero_at;
    int32_t ordinal_at;
    int32_t numeral_at;
} jf_doc_number;

/** Bytes that hold every printed document number with its NUL. */
#define JF_DOC_NUMBER_TEXT_SIZE 240

/** Reads a document number; nothing may follow it. Series: CJK ideographs and letters. O(length).
 * err->actual and err->line are the offset where it ends: JF_E_ENCODING: bytes that are not UTF-8;
 * JF_E_TEXT: something else than a number needs there (for instance a bracket that is missing);
 * JF_E_RANGE: a series over 192 bytes, a year below 1000, a serial of 0 or over nine digits, a text
 * over 65,535 bytes. */
JF_API jf_status jf_doc_number_parse(const char *text, jf_doc_number *number_out, jf_error *err);

/** Reads many document numbers: `bytes` holds their texts one behind the other, each with its NUL.
 * The status of each goes to results_out, the number to numbers_out (zeros where there is none).
 * JF_E_ARGUMENT: bytes hold another number of texts than number_count, or result_count differs. */
JF_API jf_status jf_doc_number_parse_all(const uint8_t *bytes, size_t byte_count,
                                         jf_doc_number *numbers_out, size_t number_count,
                                         int32_t *results_out, size_t result_count,
                                         jf_error *err);

/** Writes the one form of a number that was read from `text`: no label, no white space, brackets
 * U+3014 and U+3015, ASCII digits and letters, no leading zeros but those of a registration code.
 * Reading it again gives the same number without findings.
 * JF_E_ARGUMENT: not a number that was read, or of a shorter text; JF_E_RANGE: text_size below
 * JF_DOC_NUMBER_TEXT_SIZE. */
JF_API jf_status jf_doc_number_print(const jf_doc_number *number, const char *text, char *text_out,
                                     size_t text_size, jf_error *err);

/** Name of one finding on a number, for instance "full-width"; "unknown" for any other value. */
JF_API const char *jf_number_finding_name(int32_t finding);

/** What a date has beyond the form YYYY-MM-DD; bits. */
typedef enum jf_date_finding {
    JF_DATE_SHAPE = 1,      /**< another shape: words, slashes, points, no separators, short */
    JF_DATE_SPACE = 2,      /**< white space or zero-width characters */
    JF_DATE_FULL_WIDTH = 4, /**< full-width digits */
    JF_DATE_NUMERAL = 8,    /**< Chinese numerals, with any of the glyphs for zero */
    JF_DATE_TIME = 16       /**< a time of day behind it */
} jf_date_finding;

/** A date that was read. Offsets as in jf_doc_number. */
typedef struct jf_doc_date {
    uint32_t size;    /**< sizeof(jf_doc_date) */
    jf_day day;       /**< the day, always set */
    int32_t has_time; /**< whether a time of day was given */
    int32_t minutes;  /**< after midnight, 0 to 1439; seconds are dropped */
    int32_t findings; /**< bits of jf_date_finding */
    int32_t shape_at; /**< where it leaves the form YYYY-MM-DD */
    int32_t space_at;
    int32_t full_width_at;
    int32_t numeral_at;
    int32_t time_at;
} jf_doc_date;

/** Reads a date with year, month and day in this order: 2023-01-05, 2023/1/5, 2023.1.5, 20230105,
 * with the words for year, month and day, in ASCII, full-width or Chinese digits (mixed too), with
 * a time behind it (16:40, T16:40:00). Nothing else may follow. O(length).
 * err->actual and err->line are the offset: JF_E_ENCODING: bytes that are not UTF-8; JF_E_TEXT:
 * something else than a date needs there (two-digit years, other orders); JF_E_RANGE: no such
 * month, day (2023-02-29) or time, or a text over 65,535 bytes. */
JF_API jf_status jf_doc_date_parse(const char *text, jf_doc_date *date_out, jf_error *err);

/** Name of one finding on a date, for instance "numeral"; "unknown" for any other value. */
JF_API const char *jf_date_finding_name(int32_t finding);

/** Document kinds (wenzhong) of the regulation of 2012, art. 8. */
typedef enum jf_doc_kind {
    JF_DOC_KIND_OTHER = 0,
    JF_DOC_KIND_RESOLUTION = 1,    /**< jueyi */
    JF_DOC_KIND_DECISION = 2,      /**< jueding */
    JF_DOC_KIND_ORDER = 3,         /**< mingling (ling) */
    JF_DOC_KIND_COMMUNIQUE = 4,    /**< gongbao */
    JF_DOC_KIND_ANNOUNCEMENT = 5,  /**< gonggao */
    JF_DOC_KIND_PUBLIC_NOTICE = 6, /**< tonggao */
    JF_DOC_KIND_OPINION = 7,       /**< yijian */
    JF_DOC_KIND_NOTICE = 8,        /**< tongzhi */
    JF_DOC_KIND_CIRCULAR = 9,      /**< tongbao */
    JF_DOC_KIND_REPORT = 10,       /**< baogao */
    JF_DOC_KIND_REQUEST = 11,      /**< qingshi */
    JF_DOC_KIND_REPLY = 12,        /**< pifu */
    JF_DOC_KIND_MOTION = 13,       /**< yian */
    JF_DOC_KIND_LETTER = 14,       /**< han */
    JF_DOC_KIND_MINUTES = 15       /**< jiyao */
} jf_doc_kind;

/** The kind, a jf_doc_kind, that a text ends with (a kind's own name, or a title), what stands in
 * brackets at the end left aside; OTHER when it is none of the fifteen. */
JF_API int32_t jf_doc_kind_of(const char *text);

/** Chinese name of a kind; "其他" for OTHER and any other number. */
JF_API const char *jf_doc_kind_name(int32_t doc_kind);

/** What kind of series a code is, by its last characters. */
typedef enum jf_series_class {
    JF_SERIES_DOCUMENT = 0,
    JF_SERIES_LETTER = 1,   /**< han */
    JF_SERIES_DECREE = 2,   /**< ling */
    JF_SERIES_TELEGRAM = 3  /**< dian */
} jf_series_class;

/** Class of a series code, a jf_series_class. */
JF_API int32_t jf_series_class_of(const char *series);

/** Whether papers of this kind have their place in the series: letters (and replies, which many
 * letter series carry) in letter series and letters nowhere else, orders in decree series; any in
 * telegrams, and OTHER everywhere. A series that disagrees is a finding, not an error. */
JF_API bool jf_series_fits(const char *series, int32_t doc_kind);

#ifdef __cplusplus
}
#endif

#endif
