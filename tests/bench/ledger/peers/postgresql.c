/* SPDX-License-Identifier: Apache-2.0 */
/* PostgreSQL over a unix socket, fsync off and unlogged tables: one call of a PL/pgSQL function a
 * batch, which locks the eight rows of a charge, tests, updates and writes the journal. */
#include "ledger/peers/peer.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS (3 + WORKLOAD_ASKED)

static const char schema[] =
    "CREATE UNLOGGED TABLE cell (id int PRIMARY KEY, used bigint NOT NULL, amount bigint NOT NULL)"
    " WITH (fillfactor = 50);"
    "CREATE UNLOGGED TABLE journal (key bigint PRIMARY KEY, issuer int NOT NULL,"
    " recipient int NOT NULL, refused int NOT NULL);"
    "CREATE FUNCTION charge(charges bigint[]) RETURNS bigint AS $$ "
    "DECLARE at int := 1; refusals bigint := 0; ids bigint[]; full_cells int; "
    "BEGIN "
    "  WHILE at <= cardinality(charges) LOOP "
    "    ids := charges[at + 3 : at + 10]; "
    "    SELECT count(*) FILTER (WHERE used >= amount) INTO full_cells FROM (SELECT used, amount "
    "      FROM cell WHERE id = ANY (ids) ORDER BY id FOR UPDATE) locked; "
    "    INSERT INTO journal VALUES (charges[at], charges[at + 1], charges[at + 2], "
    "      (full_cells > 0)::int); "
    "    IF full_cells > 0 THEN refusals := refusals + 1; "
    "    ELSE UPDATE cell SET used = used + 1 WHERE id = ANY (ids); END IF; "
    "    at := at + 11; "
    "  END LOOP; "
    "  RETURN refusals; "
    "END $$ LANGUAGE plpgsql;";

static PGconn *connection;

static PGresult *need(PGresult *answer, const char *what)
{
    ExecStatusType status = PQresultStatus(answer);

    peer_require(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, what,
                 PQerrorMessage(connection));
    return answer;
}

static void run(const char *sql)
{
    PQclear(need(PQexec(connection, sql), sql));
}

static int64_t number(PGresult *answer)
{
    long long value = strtoll(PQgetvalue(answer, 0, 0), NULL, 10);

    PQclear(answer);
    return value;
}

static void postgresql_open(const char *where)
{
    char sql[128];

    connection = PQconnectdb(where);
    peer_require(PQstatus(connection) == CONNECTION_OK, "connect", PQerrorMessage(connection));
    run(schema);
    snprintf(sql, sizeof sql, "INSERT INTO cell SELECT i, 0, %lld FROM generate_series(0, %d) i",
             (long long)WORKLOAD_AMOUNT, WORKLOAD_CELLS - 1);
    run(sql);
    for (uint32_t cell = 0; cell < WORKLOAD_CELLS; cell++)
        if (workload_amount(cell) != WORKLOAD_AMOUNT) {
            snprintf(sql, sizeof sql, "UPDATE cell SET amount = %lld WHERE id = %u",
                     (long long)workload_amount(cell), cell);
            run(sql);
        }
    run("VACUUM ANALYZE cell");
}

static int64_t postgresql_charge(const workload_charge *charges, int count)
{
    size_t size = (size_t)count * FIELDS * 21 + 3;
    char *text = bench_allocate(size, 1);
    const char *values[1] = {text};
    size_t at = 0;
    PGresult *answer;

    text[at++] = '{';
    for (int i = 0; i < count; i++) {
        const workload_charge *charge = &charges[i];

        at += (size_t)snprintf(text + at, size - at, "%s%lld,%d,%d", i ? "," : "",
                               (long long)charge->key, charge->issuer, charge->recipient);
        for (int j = 0; j < WORKLOAD_ASKED; j++)
            at += (size_t)snprintf(text + at, size - at, ",%u", charge->cells[j]);
    }
    snprintf(text + at, size - at, "}");
    answer = need(PQexecParams(connection, "SELECT charge($1::bigint[])", 1, NULL, values, NULL,
                               NULL, 0), "charge");
    free(text);
    return number(answer);
}

static int64_t postgresql_used(uint32_t cell)
{
    char sql[64];

    snprintf(sql, sizeof sql, "SELECT used FROM cell WHERE id = %u", cell);
    return number(need(PQexec(connection, sql), sql));
}

static void postgresql_close(void)
{
    PQfinish(connection);
}

const peer peer_measured = {.name = "postgresql",
                            .how = "PL/pgSQL over a unix socket, fsync off, unlogged tables",
                            .normal_count = 20 * 1024,
                            .single_count = 4 * 1024,
                            .open = postgresql_open,
                            .charge = postgresql_charge,
                            .used = postgresql_used,
                            .close = postgresql_close};
