/* SPDX-License-Identifier: Apache-2.0 */
/* Redis over a unix socket, without persistence: one Lua script a charge (a hash of what is used,
 * one of limits, one of keys); a batch is a pipeline. */
#include "ledger/peers/peer.h"

#include <hiredis.h>
#include <stdio.h>
#include <string.h>

static const char script[] =
    "if redis.call('HEXISTS', 'journal', ARGV[1]) == 1 then return -1 end "
    "local used = redis.call('HMGET', 'used', unpack(ARGV, 4)) "
    "local amount = redis.call('HMGET', 'amount', unpack(ARGV, 4)) "
    "for i = 1, #used do "
    "  if (tonumber(used[i]) or 0) >= tonumber(amount[i]) then "
    "    redis.call('HSET', 'journal', ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' 1') return 1 "
    "  end "
    "end "
    "for i = 4, #ARGV do redis.call('HINCRBY', 'used', ARGV[i], 1) end "
    "redis.call('HSET', 'journal', ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' 0') "
    "return 0";

static redisContext *connection;
static char digest[64];

static redisReply *need(redisReply *reply)
{
    peer_require(reply != NULL, "redis", connection->errstr);
    peer_require(reply->type != REDIS_REPLY_ERROR, "redis", reply->str);
    return reply;
}

static redisReply *next_reply(void)
{
    void *reply = NULL;

    peer_require(redisGetReply(connection, &reply) == REDIS_OK, "redis", connection->errstr);
    return need(reply);
}

static void redis_open(const char *where)
{
    redisReply *reply;

    connection = redisConnectUnix(where);
    peer_require(connection && !connection->err, "connect", where);
    for (uint32_t cell = 0; cell < WORKLOAD_CELLS; cell++)
        redisAppendCommand(connection, "HSET amount %u %lld", cell,
                           (long long)workload_amount(cell));
    for (uint32_t cell = 0; cell < WORKLOAD_CELLS; cell++)
        freeReplyObject(next_reply());
    reply = need(redisCommand(connection, "SCRIPT LOAD %s", script));
    snprintf(digest, sizeof digest, "%s", reply->str);
    freeReplyObject(reply);
}

static int64_t redis_charge(const workload_charge *charges, int count)
{
    int64_t refusals = 0;

    for (int i = 0; i < count; i++) {
        const uint32_t *cells = charges[i].cells;

        redisAppendCommand(connection, "EVALSHA %s 0 %lld %d %d %u %u %u %u %u %u %u %u", digest,
                           (long long)charges[i].key, charges[i].issuer, charges[i].recipient,
                           cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6],
                           cells[7]);
    }
    for (int i = 0; i < count; i++) {
        redisReply *reply = next_reply();

        peer_require(reply->integer >= 0, "a key that is new", NULL);
        refusals += reply->integer;
        freeReplyObject(reply);
    }
    return refusals;
}

static int64_t redis_used(uint32_t cell)
{
    redisReply *reply = need(redisCommand(connection, "HGET used %u", cell));
    long long used = -1;

    peer_require(reply->str && sscanf(reply->str, "%lld", &used) == 1, "a sum", NULL);
    freeReplyObject(reply);
    return used;
}

static void redis_close(void)
{
    redisFree(connection);
}

const peer peer_measured = {.name = "redis",
                            .how = "Lua script over a unix socket, without persistence",
                            .normal_count = 60 * 1024,
                            .single_count = 20 * 1024,
                            .open = redis_open,
                            .charge = redis_charge,
                            .used = redis_used,
                            .close = redis_close};
