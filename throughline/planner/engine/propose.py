"""Propose who calls whom on which day: greedy by need per minute, then places taken over where that is worth more."""

from __future__ import annotations

from collections import deque

from throughline.planner.engine.problem import Call, Person, Plan, Problem, may_call, worth

Bin = int  # one worker's day: worker's index * number of days + day


def greedy(problem: Problem) -> Plan:
    """Give places in the order of need per minute, each person the best place that still has room."""
    table = _Table(problem)
    table.fill()
    return table.plan()


def propose(problem: Problem, *, rounds: int = 4) -> Plan:
    """Start from the greedy plan and let whoever has no place take over another's while the plan is worth more."""
    table = _Table(problem)
    table.fill()
    for number in range(rounds):
        before = table.value
        table.take_over(several=number == 0)
        table.move_up()
        table.swap_for_two()
        if table.value == before:
            break
    table.bring_forward()
    return table.plan()


class _Table:
    """Places while they are being given: lists and whole numbers only, for speed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.days = len(problem.days)
        self.free = [minutes for worker in problem.workers for minutes in worker.minutes]
        self.inside: list[set[int]] = [set() for _ in self.free]
        self.at: list[Bin] = [-1] * len(problem.people)
        self.now = [0] * len(problem.people)
        self.value = 0
        self.minutes = [person.minutes for person in problem.people]
        self.options = [self._options(person) for person in problem.people]
        best = [options[0][0] if options else 0 for options in self.options]
        self.order = sorted(range(len(best)), key=lambda p: (-best[p] / max(self.minutes[p], 1), p))

    def _options(self, person: Person) -> list[tuple[int, Bin]]:
        """List what each place is worth, the best first; among equals the last day, so that early days are left."""
        found = []
        for index, worker in enumerate(self.problem.workers):
            if may_call(worker, person):
                in_time, late = worth(person, worker, late=False), worth(person, worker, late=True)
                found += [
                    (late if day > person.latest else in_time, index * self.days + day)
                    for day in range(self.days) if worker.minutes[day] >= person.minutes
                ]  # fmt: skip
        return sorted(found, key=lambda option: (-option[0], -(option[1] % self.days), option[1]))

    def put(self, p: int, place: Bin, value: int) -> None:
        """Give a place."""
        self.at[p], self.now[p] = place, value
        self.value += value
        self.free[place] -= self.minutes[p]
        self.inside[place].add(p)

    def take(self, p: int) -> None:
        """Take a place away."""
        place = self.at[p]
        self.value -= self.now[p]
        self.free[place] += self.minutes[p]
        self.inside[place].remove(p)
        self.at[p], self.now[p] = -1, 0

    def settle(self, p: int) -> bool:
        """Give the best place with room."""
        need = self.minutes[p]
        for value, place in self.options[p]:
            if self.free[place] >= need:
                self.put(p, place, value)
                return True
        return False

    def fill(self) -> None:
        """Settle everybody who has no place, in order."""
        for p in self.order:
            if self.at[p] < 0:
                self.settle(p)

    def take_over(self, *, several: bool) -> None:
        """Let each without a place put out somebody whose call is worth less, who then looks for another in turn."""
        waiting = deque(p for p in self.order if self.at[p] < 0)
        while waiting:
            p = waiting.popleft()
            if self.settle(p):
                continue
            out, place, value = self._best_exchange(p, several=False)
            if not out and several:
                out, place, value = self._best_exchange(p, several=True)
            for other in out:
                self.take(other)
            if out:
                self.put(p, place, value)
                waiting.extend(out)

    def _best_exchange(self, p: int, *, several: bool) -> tuple[list[int], Bin, int]:
        """Find the place where coming in adds most, after what those who go out for it were worth."""
        most, best = 0, (list[int](), -1, 0)
        for value, place in self.options[p]:
            if value <= most:
                break
            find = self._cheapest_several if several else self._cheapest_one
            lost, out = find(place, self.minutes[p] - self.free[place], value - most)
            if value - lost > most:
                most, best = value - lost, (out, place, value)
        return best

    def _cheapest_one(self, place: Bin, short: int, under: int) -> tuple[int, list[int]]:
        """Say whose going out would make room at the least loss, if there is one whose call is worth less."""
        minutes, now = self.minutes, self.now
        lost, out = under, list[int]()
        for other in self.inside[place]:
            if minutes[other] >= short and now[other] < lost:
                lost, out = now[other], [other]
        return lost, out

    def _cheapest_several(self, place: Bin, short: int, under: int) -> tuple[int, list[int]]:
        """Say which several might make room, the least worth a minute first, if together they are worth less."""
        minutes, now = self.minutes, self.now
        lost, room, out = 0, 0, list[int]()
        for other in sorted(self.inside[place], key=lambda q: (now[q] / max(minutes[q], 1), q)):
            out.append(other)
            lost += now[other]
            room += minutes[other]
            if lost >= under:
                break
            if room >= short:
                return lost, out
        return under, []

    def move_up(self) -> None:
        """Move each to a place that is worth more."""
        for p in self.order:
            if self.at[p] < 0 or self.now[p] == self.options[p][0][0]:
                continue
            for value, place in self.options[p]:
                if value <= self.now[p]:
                    break
                if self.free[place] >= self.minutes[p]:
                    self.take(p)
                    self.put(p, place, value)
                    break

    def swap_for_two(self) -> None:
        """Where two without a place fit into one's room and are worth more together, let them in."""
        by_team: dict[int, list[int]] = {}
        for p in self.order:
            if self.at[p] < 0:
                by_team.setdefault(self.problem.people[p].team, []).append(p)
        for place in range(len(self.free)):
            team = self.problem.workers[place // self.days].team
            for out in sorted(self.inside[place], key=lambda p: self.now[p] / max(self.minutes[p], 1))[:6]:
                self._let_in(place, out, by_team.get(team, []))

    def _let_in(self, place: Bin, out: int, candidates: list[int]) -> None:
        room, value = self.free[place] + self.minutes[out], 0
        chosen: list[tuple[int, int]] = []
        for p in candidates[:60]:
            if self.at[p] < 0 and self.minutes[p] <= room:
                worth_here = next((v for v, b in self.options[p] if b == place), 0)
                if worth_here:
                    chosen.append((p, worth_here))
                    room -= self.minutes[p]
                    value += worth_here
        if value > self.now[out]:
            self.take(out)
            for p, worth_here in chosen:
                self.put(p, place, worth_here)
            self.settle(out)

    def bring_forward(self) -> None:
        """Use the room that is left early: the greatest need first, nobody by another worker than before."""
        for p in sorted(self.order, key=lambda p: -self.problem.people[p].need):
            if self.at[p] < 0:
                continue
            for place in range(self.at[p] // self.days * self.days, self.at[p]):
                if self.free[place] >= self.minutes[p]:
                    value = next(v for v, b in self.options[p] if b == place)
                    self.take(p)
                    self.put(p, place, value)
                    break

    def plan(self) -> Plan:
        """Give the calls as they stand."""
        ids = [worker.id for worker in self.problem.workers]
        calls = tuple(
            Call(person.id, ids[place // self.days], place % self.days)
            for person, place in zip(self.problem.people, self.at, strict=True) if place >= 0
        )  # fmt: skip
        return Plan(calls, self.value)
