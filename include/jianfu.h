/* SPDX-License-Identifier: Apache-2.0 */
/* jianfu: the burden ledger, the watch and the meeting planner. The one include to use. */
#ifndef JIANFU_H
#define JIANFU_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/csv.h"
#include "jianfu/folder.h"
#include "jianfu/ledger.h"
#include "jianfu/ledger_batch.h"
#include "jianfu/ledger_close.h"
#include "jianfu/ledger_count.h"
#include "jianfu/ledger_journal.h"
#include "jianfu/ledger_moves.h"
#include "jianfu/ledger_query.h"
#include "jianfu/ledger_reconcile.h"
#include "jianfu/ledger_units.h"
#include "jianfu/meeting.h"
#include "jianfu/meeting_text.h"
#include "jianfu/register.h"
#include "jianfu/register_check.h"
#include "jianfu/register_text.h"
#include "jianfu/rules.h"
#include "jianfu/rules_clauses.h"
#include "jianfu/rules_drafts.h"
#include "jianfu/rules_groups.h"
#include "jianfu/tree.h"
#include "jianfu/watch.h"
#include "jianfu/watch_alert.h"
#include "jianfu/watch_forecast.h"
#include "jianfu/watch_signs.h"

#endif
