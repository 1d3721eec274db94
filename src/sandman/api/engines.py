"""Routes of engines: how they stand, their keys (in, never out), a small call to see whether one works."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sandman.api.answers import json_answer
from sandman.api.here import HouseHere
from sandman.api.problems import responses
from sandman.api.stories import blamed
from sandman.api.wire import (
    EngineChanges,
    EngineHere,
    EnginesHere,
    FaultHere,
    KeyAsked,
    KeyHere,
    QuotaHere,
    Spending,
    TermsHere,
    Tried,
    UseHere,
)
from sandman.app.standing import Standing, Standings
from sandman.app.vendors import KeyedId, VendorId

router = APIRouter(prefix="/api/engines", tags=["engines"])

Keyed = Annotated[KeyedId, Path(description="A vendor that wants a key.")]
Vendor = Annotated[VendorId, Path(description="A vendor, or a server of the household's own.")]


@router.get("", operation_id="list_engines", response_model=EnginesHere, responses=responses(304, 503))
async def list_engines(request: Request, house: HouseHere) -> Response:
    """Who can take which chair, how they stand, and what today has cost."""
    return json_answer(request, engines_here(await house.standings()))


@router.put(
    "/{id}/key",
    operation_id="set_engine_key",
    status_code=204,
    response_class=Response,
    responses=responses(400, 413, 422, 503, 507),
)
async def set_engine_key(id: Keyed, asked: KeyAsked, house: HouseHere) -> Response:
    """Keep a vendor's key in the house. It counts from the next book on, and is never told again."""
    with blamed("key"):
        await asyncio.to_thread(house.engines.accounts.keys.keep, id, asked.key)
    await house.mended(id)
    return Response(status_code=204)


@router.delete(
    "/{id}/key",
    operation_id="delete_engine_key",
    status_code=204,
    response_class=Response,
    responses=responses(422, 503, 507),
)
async def delete_engine_key(id: Keyed, house: HouseHere) -> Response:
    """Forget a vendor's key; where there was none, nothing happens."""
    with blamed("key"):
        await asyncio.to_thread(house.engines.accounts.keys.drop, id)
    await house.mended(id)
    return Response(status_code=204)


@router.patch(
    "/{id}",
    operation_id="change_engine",
    responses={200: {"model": EngineHere}, **responses(400, 413, 422, 503, 507)},
)
async def change_engine(id: Vendor, changes: EngineChanges, request: Request, house: HouseHere) -> Response:
    """Choose a vendor's model, or accept its terms."""
    with blamed("model" if changes.model else "terms_accepted"):
        await asyncio.to_thread(
            house.engines.accounts.choices.choose, id, model=changes.model, accepted=changes.terms_accepted
        )
    await house.mended(id)
    standings = await house.standings()
    here = next(each for crafts in standings.crafts.values() for each in crafts if each.id == id)
    return json_answer(request, engine_here(here))


@router.post("/{id}/test", operation_id="test_engine", response_model=Tried, responses=responses(422, 503))
async def test_engine(id: Vendor, house: HouseHere) -> Tried:
    """See whether a vendor answers, by a call that costs next to nothing."""
    trial = await house.try_engine(id)
    return Tried(works=trial.works, said=trial.said, hint=trial.hint, seconds=trial.seconds)


def engines_here(standings: Standings) -> EnginesHere:
    """All of them, as they go over the wire."""
    crafts = {craft: [engine_here(each) for each in found] for craft, found in standings.crafts.items()}
    spending = Spending(today=standings.spent_today, limit=standings.limit)
    return EnginesHere.model_validate({**crafts, "spending": spending})


def engine_here(standing: Standing) -> EngineHere:
    """One of them."""
    key = standing.key
    told = {"set": key is not None, "ending": key and key.ending, "from": key and key.source}
    quota = standing.quota
    return EngineHere(
        id=standing.id,
        name=standing.name,
        model=standing.model,
        models=list(standing.models),
        builtin=standing.builtin,
        state=standing.state,
        key=KeyHere.model_validate(told) if standing.wants_key else None,
        terms=TermsHere(accepted=standing.accepted, url=standing.terms) if standing.terms else None,
        leaves=list(standing.leaves),
        today=UseHere.model_validate(standing.today.model_dump()),
        fault=FaultHere.model_validate(standing.fault.model_dump()) if standing.fault else None,
        quota=QuotaHere(used=quota.used, limit=quota.limit, resets_at=quota.resets_at) if quota else None,
    )
