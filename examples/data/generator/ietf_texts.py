# SPDX-License-Identifier: Apache-2.0
"""Texts that go with the IETF 106 data: where they come from, and their licence."""

SOURCE = '''# IETF 106, Singapore, 18 to 22 November 2019

A real meeting: 126 working-group sessions, 134 usable places in 8 rooms, and who must not meet at
once.

- Source: the test fixture of the IETF datatracker (repository ietf-tools/datatracker on GitHub),
  read in the fork painless-security/ietfdb at commit c9c35b2. Names of
  persons were taken out; people are numbers.
- Licence: BSD 3-Clause, The IETF Trust; the text is in `LICENSE` here.
- `meetings.csv`: the sessions of type regular; the id is the source's. Sessions 56 and 107 ask
  for 150 minutes and the longest slot has 120, so they are cut to 120 (200,000 penalty points
  that nobody can avoid); session 64 asks for 0 minutes and is given 60, the shortest slot.
- `room_hours.csv`: the places; a regular timeslot, Monday to Friday, in a room with a capacity.
- `attendees.csv`: the group with its expected head count (0 where the source has none), further
  groups of a joint session, and everybody the session cannot do without (0 heads: they are
  counted in the group).
- `conflicts.csv`: conflict lists of the groups, written out to pairs of sessions. The weight is
  the sum of the datatracker's penalties in both directions: chair_conflict and key_participant
  100,000, tech_overlap 10,000. Two sessions of one group, and those of groups that meet jointly,
  are hard conflicts.
- `unavailable.csv`: slots in a part of a day in which a group cannot meet. A place is taken whole
  and from its start, so for each session the tail of every longer slot is listed here as well.
- Needed persons (`bethere`) are a soft rule of the datatracker (10,000 per person) and a hard one
  here.
- Not expressed: the order of the sessions of one group (session numbers can be exchanged
  afterwards), `time_relation` (4) and `wg_adjacent` (2); requested equipment is left out.
- Ours: unit ids (groups 10000 + the group's number, groups that only join others from 20001,
  persons 1000000 + the person's number), room ids, titles.
'''

LICENSE = '''Copyright (c) 2008, The IETF Trust
All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

    * Redistributions of source code must retain the above copyright notice,
      this list of conditions and the following disclaimer.

    * Redistributions in binary form must reproduce the above copyright
      notice, this list of conditions and the following disclaimer in the
      documentation and/or other materials provided with the distribution.

    * Neither the name of the <ORGANIZATION> nor the names of its contributors
      may be used to endorse or promote products derived from this software
      without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
'''
