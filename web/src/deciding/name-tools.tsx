// What stands in the card of a name for who may decide.
import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Entity, Mention } from '../app/api.ts';
import { Choose, type Choice } from '../parts/choose.tsx';
import { nameOf } from '../reader/holder.tsx';
import { confidenceWords, whyWords } from '../reader/why.ts';
import { entityKinds, statuses } from '../words.ts';
import { findEntities } from './choices.ts';
import { Versions } from './conflict.tsx';
import { isOpen } from './decide.ts';
import { Form, Select } from './fields.tsx';
import { escapes } from './leave.ts';
import { correctEntity, correctName, decideName, entityOf, type NameDecision } from './names.ts';
import { closeForm, type Conflict, type Deciding } from './state.ts';
import { Button, reasons } from './buttons.tsx';
import type { Named } from './make.ts';

interface Props {
  deciding: Deciding;
  mention: Mention;
}

function leave(deciding: Deciding) {
  closeForm(deciding);
  document.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true });
}

function Reject({ deciding, mention }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    decideName(deciding, { plural: 'mentions', judged: mention, verdict: 'reject', reason: input.current?.value.trim() });
  };
  return (
    <form class="note-form" onSubmit={submit} onKeyDown={escapes(() => leave(deciding))}>
      <label class="field">
        <span>Why not? <span class="help">May stay empty.</span></span>
        <input ref={input} list="name-reasons" maxLength={1000} autocomplete="off" />
      </label>
      <datalist id="name-reasons">{reasons.names.map((reason) => <option key={reason} value={reason} />)}</datalist>
      <p class="form-end">
        <button type="button" class="quiet" onClick={() => leave(deciding)}>Cancel</button>
        <button type="submit" class="main">Reject</button>
      </p>
    </form>
  );
}

const NEW = 'new';

function Correct({ deciding, mention }: Props) {
  const { reading } = deciding;
  const entity = entityOf(deciding, mention);
  const words = useSignal(nameOf({ entity: mention.entity, text: mention.anchor.exact }, reading.entities.value));
  const picked = useSignal<string | undefined>(mention.entity ?? undefined);
  const kind = useSignal<Entity['kind']>(entity?.kind ?? 'person');
  const metonym = useSignal(mention.metonym ?? false);
  const named = useComputed<Named>(() => (picked.value ? { entity: picked.value } : { name: words.value.trim(), kind: kind.value }));
  const isOwn = picked.value !== undefined && picked.value === entity?.id && isOpen(entity);
  const find = async (typed: string, stop: AbortSignal): Promise<Choice[]> => {
    const found = await findEntities(reading, typed, stop);
    return typed.trim() ? [...found, { key: NEW, label: `“${typed.trim()}”`, about: 'as a new entity' }] : found;
  };
  const submit = async () => {
    if (isOwn && entity && kind.value !== entity.kind) await correctEntity(deciding, entity, { kind: kind.value });
    await correctName(deciding, mention, named.value, metonym.value);
  };
  return (
    <Form verb="Accept as corrected" onSubmit={submit} onLeave={() => leave(deciding)}>
      <Choose
        label="Means"
        isFocused
        words={words.value}
        onWords={(typed) => {
          words.value = typed;
          picked.value = undefined;
        }}
        find={find}
        onPick={({ key, label }) => {
          picked.value = key === NEW ? undefined : key;
          if (key !== NEW) words.value = label;
        }}
      />
      <p class="help">{picked.value === undefined ? 'New in the library.' : isOwn ? 'Suggested; it becomes part of the library.' : 'In the library.'}</p>
      {(picked.value === undefined || isOwn) && <Select label="Kind" value={kind.value} words={entityKinds} onChange={(value) => (kind.value = value)} />}
      <label class="check">
        <input type="checkbox" checked={metonym.value} onChange={(event) => (metonym.value = event.currentTarget.checked)} />
        <span>names one thing and means another, as a capital its government</span>
      </label>
    </Form>
  );
}

type Row = [label: string, value: string];

function NameConflict({ deciding, conflict }: { deciding: Deciding; conflict: Conflict }) {
  const mine = conflict.mine as NameDecision;
  const theirs = conflict.theirs as Mention;
  const wanted: Mention = { ...mine.judged, ...mine.changes, status: mine.verdict === 'reject' ? 'rejected' : 'accepted' };
  const rows = (mention: Mention): Row[] => [
    ['Decided', statuses[mention.status].label],
    ['Means', nameOf({ entity: mention.entity, text: 'nobody yet' }, deciding.reading.entities.value)],
    ['Words', mention.anchor.exact],
    ['Stands for another', mention.metonym ? 'yes' : 'no'],
  ];
  const insist = () => {
    const { entity, metonym } = wanted;
    const isMore = mine.verdict !== 'reject' && entity !== null && (entity !== theirs.entity || metonym !== theirs.metonym);
    decideName(deciding, { ...mine, judged: theirs, verdict: isMore ? 'correct' : mine.verdict === 'correct' ? 'accept' : mine.verdict, ...(isMore ? { changes: { entity, metonym } } : { changes: undefined as never }) });
  };
  return <Versions mine={rows(wanted)} theirs={rows(theirs)} by={conflict.by} onMine={insist} onTheirs={() => leave(deciding)} />;
}

function Why({ mention }: { mention: Mention }) {
  const why = mention.why ?? [];
  return (
    <p class="help">
      <span class="note-status">suggested</span>{' '}
      {mention.confidence !== null && <>{confidenceWords(mention.confidence)}. </>}
      {why.length > 0 && <>Found by {why.map(whyWords).join('; ')}.</>}
    </p>
  );
}

export function NameTools({ deciding, mention }: Props) {
  const form = deciding.form.value;
  if (form && 'id' in form && form.id === mention.id) {
    if (form.name === 'reject') return <Reject deciding={deciding} mention={mention} />;
    if (form.name === 'correct') return <Correct deciding={deciding} mention={mention} />;
    if (form.name === 'conflict') return <NameConflict deciding={deciding} conflict={form.conflict} />;
  }
  const entity = entityOf(deciding, mention);
  const all = entity ? deciding.reading.mentions.value.filter((one) => isOpen(one) && one.entity === entity.id).length : 0;
  return (
    <>
      {isOpen(mention) && <Why mention={mention} />}
      <p class="note-tools note-deciding">
        {isOpen(mention) && mention.entity && <Button deciding={deciding} action="accept" label="Accept" main />}
        <Button deciding={deciding} action="reject" label="Reject" />
        <Button deciding={deciding} action="correct" label="Means another" />
        {entity && all > 1 && <Button deciding={deciding} action="acceptName" label={`Accept all ${all}`} />}
        {entity && isOpen(entity) && <Button deciding={deciding} action="rejectName" label="No such entity" />}
      </p>
    </>
  );
}
