"""The loops of pair_kernel.py: tiles of pairs, scored by the formulas of pair.py at the point edge.

Loops over pairs use local arrays and numbers only: handing `x`, the inputs, to a function costs more than a score.
"""

import numpy as np

from .compiled import compiled

SIDE = 64  # rows and columns of a tile, so that what both sides want stays in the cache of one core


@compiled
def score_tiles(x, rows, one, other, keys, columns):
    for tile in range(len(one)):
        _score_tile(x, rows, one[tile] * SIDE, other[tile] * SIDE, True, keys, columns)


@compiled
def score_rows(x, rows, tiles, keys, columns):
    for tile in tiles:
        for second in range(0, len(x.penalty), SIDE):
            _score_tile(x, rows, tile * SIDE, second, False, keys, columns)


@compiled
def _score_tile(x, rows, first, second, mirrored, keys, columns):
    """Rows from `first` with columns from `second`; `mirrored`: the columns are rows too, and keep their own best."""
    some = rows[first : first + SIDE]
    others = np.arange(second, min(second + SIDE, len(x.penalty)))
    points = _points(x, some, others)
    penalty = x.penalty
    for i in range(len(some)):
        for j in range(len(others)):
            a, b, point = some[i], others[j], points[i, j]
            if a == b or point <= 0 or (mirrored and first == second and b < a):
                continue
            if point - penalty[b] > keys[first + i, 0]:
                _keep(keys[first + i], columns[first + i], point - penalty[b], b)
            if mirrored and point - penalty[a] > keys[b, 0]:
                _keep(keys[b], columns[b], point - penalty[a], a)


@compiled
def _points(x, some, others):
    """[some, others]: the score of each pair, as determinants.pair."""
    services, places = _common(x.claimed_bits, some, others), _common(x.place_bits, some, others)
    history = _history(x, some, others)
    brings = _brings(x, some, others, services, places, history)
    gains = _brings(x, others, some, _turned(services), _turned(places), _turned(history))
    alignment, floor = _alignment(x, some, others), x.alignment_floor
    points = np.zeros(brings.shape)
    for i in range(len(some)):
        for j in range(len(others)):
            one, other = brings[i, j], gains[j, i]
            if one + other > 0:
                points[i, j] = 2 * one * other / (one + other) * (floor + (1 - floor) * alignment[i, j])
    return points


@compiled
def _turned(values):
    return np.ascontiguousarray(values.T)


@compiled
def _brings(x, some, others, services, places, history):
    """[some, others]: what each of `others` brings to each of `some`, as pair.brings."""
    w = x.weights
    place = _shares(_wanted(x.wanted_places, some), x.places, others)
    _cover(place, x.wants_places[some], x.covers_all[others])
    commissioner = _shares(_bought(x.buyer_bits, x.buyer_share, some), x.commissioners, others)
    _fill(commissioner, x.usual_buyers_known[some], x.classes[others], x.history_known[others])
    size, band = x.size_gain[some], x.band[others]
    service = _shares(_wanted(x.wanted_services, some), x.services, others)
    overlap = _overlap(x, some, others, services, places)
    total = np.empty(place.shape)
    for i in range(len(some)):
        for j in range(len(others)):
            known = w[0] * place[i, j] + w[1] * size[i, band[j]] + w[2] * service[i, j]
            total[i, j] = known + w[3] * (1 - overlap[i, j]) + w[4] * commissioner[i, j] + w[5] * history[i, j]
    return total


@compiled
def _shares(wanted, has, others):
    """[some, others]: the share of what is `wanted` [some, X] that each of `others` has."""
    starts, members, amounts = has.start, has.members, has.weights
    shares = np.zeros((len(wanted), len(others)))
    for i in range(len(wanted)):
        for j in range(len(others)):
            total = 0.0
            for at in range(starts[others[j]], starts[others[j] + 1]):
                total += np.float64(wanted[i, members[at]]) * np.float64(amounts[at])
            shares[i, j] = min(total, 1.0)
    return shares


@compiled
def _wanted(wants, some):
    """[some, X]: what each of `some` looks for, as Wants.of_rows."""
    starts, members, together = wants.mine.start, wants.mine.members, wants.together
    wanted = np.zeros((len(some), together.shape[1]), dtype=np.float32)
    for i in range(len(some)):
        mine, share, usual = members[starts[some[i]] : starts[some[i] + 1]], wants.share[some[i]], wants.label[some[i]]
        if share > 0:
            for one in mine:
                for other in range(together.shape[1]):
                    wanted[i, other] += together[one, other]
            for one in mine:
                wanted[i, one] = 0
        for other in range(together.shape[1]):
            wanted[i, other] = wanted[i, other] * share + wants.usual[usual, other]
    return wanted


@compiled
def _bought(bits, share, some):
    """[some, C]: the buyers in the places of each, as Buyers.of_rows."""
    bought = np.zeros((len(some), bits.shape[1] * 64), dtype=np.float32)
    for i in range(len(some)):
        for word in range(bits.shape[1]):
            for place in range(64):
                if bits[some[i], word] >> np.uint64(place) & np.uint64(1):
                    bought[i, word * 64 + place] = share[some[i]]
    return bought


@compiled
def _cover(place, wants, covers):
    """A national partner covers whatever place is wanted."""
    for i in range(len(wants)):
        for j in range(len(covers)):
            if wants[i] and covers[j]:
                place[i, j] = 1.0


@compiled
def _fill(commissioner, usual, classes, known):
    """Whose history is not known, knows the commissioners that its class usually knows."""
    for i in range(len(usual)):
        for j in range(len(known)):
            if not known[j]:
                commissioner[i, j] = max(commissioner[i, j], usual[i, classes[j]])


@compiled
def _overlap(x, some, others, services, places):
    """[some, others]: the share of the cells of the one that the other serves too, as pair.overlap."""
    cells_known, covers, typical = x.cells_known, x.covers_all, x.typical_share
    served_services, served = x.served_services, x.served_places
    overlap = np.full(services.shape, typical)
    for i in range(len(some)):
        for j in range(len(others)):
            a, b = some[i], others[j]
            if cells_known[a] and cells_known[b]:
                shared = served[b] if covers[a] else served[a] if covers[b] else places[i, j]
                overlap[i, j] = min(services[i, j] / max(served_services[a], 1.0), 1.0) * min(
                    shared / max(served[a], 1.0), 1.0
                )
    return overlap


@compiled
def _history(x, some, others):
    """[some, others]: 1 for those that worked together, less for a shared network, as pair._history."""
    history = np.where(_common(x.network_bits, some, others) > 0, x.shared_network, 0.0)
    starts, members, amounts = x.together.start, x.together.members, x.together.weights
    for i in range(len(some)):
        for at in range(starts[some[i]], starts[some[i] + 1]):
            column = members[at] - others[0]
            if 0 <= column < len(others) and amounts[at] > 0:
                history[i, column] = 1.0
    return history


@compiled
def _alignment(x, some, others):
    """[some, others]: the mean of the likenesses that are known, as pair.alignment at the point."""
    likeness, known = _common(x.value_bits, some, others), np.zeros((len(some), len(others)))
    one, other = x.values[some], x.values[others]
    for i in range(len(some)):
        for j in range(len(others)):
            if one[i] > 0 and other[j] > 0:
                known[i, j] = 1
                likeness[i, j] /= max(one[i] + other[j] - likeness[i, j], 1.0)
    _add_closeness(likeness, known, x.pace[some], x.pace[others])
    _add_closeness(likeness, known, x.governance[some], x.governance[others])
    _add_lower(likeness, known, x.safeguarding[some], x.safeguarding[others])
    typical = x.typical_share
    for i in range(len(some)):
        for j in range(len(others)):
            likeness[i, j] = likeness[i, j] / known[i, j] if known[i, j] else typical
    return likeness


@compiled
def _add_closeness(likeness, known, one, other):
    for i in range(len(one)):
        for j in range(len(other)):
            if not (np.isnan(one[i]) or np.isnan(other[j])):
                likeness[i, j] += 1 - abs(one[i] - other[j]) / 4
                known[i, j] += 1


@compiled
def _add_lower(likeness, known, one, other):
    for i in range(len(one)):
        for j in range(len(other)):
            if not (np.isnan(one[i]) or np.isnan(other[j])):
                likeness[i, j] += min(one[i], other[j]) / 3
                known[i, j] += 1


@compiled
def _common(bits, some, others):
    """[some, others], float64: how many members each two sets share."""
    count = np.zeros((len(some), len(others)))
    for i in range(len(some)):
        for j in range(len(others)):
            for word in range(bits.shape[1]):
                left = bits[some[i], word] & bits[others[j], word]
                while left:
                    left &= left - np.uint64(1)
                    count[i, j] += 1
    return count


@compiled
def _keep(keys, columns, key, column):
    """Into the heap, whose smallest key comes first, in the place of the smallest."""
    if key <= keys[0]:
        return
    at, child = 0, 1
    while child < len(keys):
        if child + 1 < len(keys) and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[at], columns[at] = keys[child], columns[child]
        at, child = child, 2 * child + 1
    keys[at], columns[at] = key, column


@compiled
def products(left, right, rows, columns, pairs, found):
    """Into `found`, for each of `pairs`: the sum over what a row of one matrix shares with a row of the other.

    Members ascend in each row and are added in that order: as SciPy does, bit for bit.
    """
    for pair in pairs:
        at, end = left.start[rows[pair]], left.start[rows[pair] + 1]
        other, last = right.start[columns[pair]], right.start[columns[pair] + 1]
        total = 0.0
        while at < end and other < last:
            one, two = left.members[at], right.members[other]
            if one == two:
                total += np.float64(left.weights[at]) * np.float64(right.weights[other])
            at, other = at + (one <= two), other + (two <= one)
        found[pair] = total


@compiled
def wanted_of_pairs(wants, has, rows, columns, pairs, found):
    """Into `found`, for each of `pairs`: how much of what its row looks for its column has, as Wants.of_pairs."""
    starts, members, together = wants.mine.start, wants.mine.members, wants.together
    for pair in pairs:
        mine = members[starts[rows[pair]] : starts[rows[pair] + 1]]
        share, usual, total = wants.share[rows[pair]], wants.usual[wants.label[rows[pair]]], 0.0
        for at in range(has.start[columns[pair]], has.start[columns[pair] + 1]):
            thing, asked = has.members[at], 0.0
            for one in mine:
                asked += together[one, thing]
            for one in mine:
                if one == thing:
                    asked = 0.0
            total += (asked * share + usual[thing]) * np.float64(has.weights[at])
        found[pair] = total
