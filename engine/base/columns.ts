/**
 * Typed columns. Everything that bears on an outcome lives here, so that reset, hash and copy of a world
 * are walks over one registry.
 */

import { invariant } from './assert.ts';
import { StateHash } from './state-hash.ts';

export type ColumnType = 'f64' | 'i32' | 'u32' | 'u16' | 'u8';

interface ArrayByType {
  f64: Float64Array<ArrayBuffer>;
  i32: Int32Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  u16: Uint16Array<ArrayBuffer>;
  u8: Uint8Array<ArrayBuffer>;
}

export type ColumnArray = ArrayByType[ColumnType];

export interface ColumnOptions {
  /** Can be rebuilt from other columns: left out of hash and copy, rebuilt by its owner after a load. */
  readonly derived?: boolean;
  /** What a new row holds; 0 unless said. */
  readonly fill?: number;
}

/** A column in a table's schema: its type, or its type with options. */
export type ColumnSpec<T extends ColumnType = ColumnType> = T | (ColumnOptions & { readonly type: T });

export type Schema = Readonly<Record<string, ColumnSpec>>;

type TypeOf<C> = C extends ColumnType
  ? C
  : C extends { readonly type: infer T extends ColumnType }
    ? T
    : never;

/**
 * One property per column. A table that grows replaces its arrays: fetch them into locals after adding rows.
 */
export type Columns<S extends Schema> = { readonly [K in keyof S]: ArrayByType[TypeOf<S[K]>] };

export type Table<S extends Schema> = TableCore & Columns<S>;

/** State of a registry at one moment, for `load` into a registry of the same layout. */
export interface SavedState {
  readonly lengths: readonly number[];
  readonly columns: readonly ColumnArray[];
}

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly fill: number;
  readonly derived: boolean;
  array: ColumnArray;
}

/** Rows that live and die together. `length` of a fixed block never changes and reset keeps it. */
interface Block {
  readonly name: string;
  readonly columns: Column[];
  readonly table: TableCore | null;
  fixedLength: number;
}

type ScalarsClass = new (block: Float64Array) => { readonly block: Float64Array };

/** One class per list of names: its objects share their shape, so that accesses stay fast from world to world. */
const scalarsClasses = new Map<string, ScalarsClass>();

function scalarsClass(keys: readonly string[]): ScalarsClass {
  const known = scalarsClasses.get(keys.join());
  if (known !== undefined) return known;
  const made = class {
    readonly block: Float64Array;
    constructor(block: Float64Array) {
      this.block = block;
    }
  };
  keys.forEach((key, i) => {
    Object.defineProperty(made.prototype, key, {
      enumerable: true,
      get(this: { block: Float64Array }) {
        return this.block[i]!;
      },
      set(this: { block: Float64Array }, value: number) {
        this.block[i] = value;
      },
    });
  });
  scalarsClasses.set(keys.join(), made);
  return made;
}

/** All columns of a world, in order of registration. */
export class Registry {
  readonly #blocks: Block[] = [];
  readonly #names = new Set<string>();
  #reopened = false;

  /**
   * Runs `prepare` on state that is there already: whoever registers a name gets what has that name, with all it holds.
   * Throws InvariantError if it asks for state that isn't there, or for another type or length.
   */
  reopen<T>(prepare: () => T): T {
    this.#reopened = true;
    try {
      return prepare();
    } finally {
      this.#reopened = false;
    }
  }

  /** True while `reopen` runs. */
  get isReopened(): boolean {
    return this.#reopened;
  }

  /** Gives a fixed column another length: entry i holds what entry `from[i]` held, or the fill where that is -1. */
  rearrange(name: string, from: readonly number[]): void {
    const block = this.#blockNamed(name);
    const [column] = block.columns;
    invariant(block.table === null && column !== undefined, 'only fixed columns are rearranged', () => ({
      name,
    }));
    const before = column.array;
    column.array = newArray(column.type, from.length);
    from.forEach((entry, i) => {
      column.array[i] = entry < 0 ? column.fill : before[entry]!;
    });
    block.fixedLength = from.length;
  }

  /** A column of fixed length outside of any table. Throws InvariantError on a name already taken. */
  column<T extends ColumnType>(
    name: string,
    type: T,
    capacity: number,
    options: ColumnOptions = {},
  ): ArrayByType[T] {
    if (this.#reopened) {
      const block = this.#blockNamed(name);
      const known = block.columns[0]!;
      invariant(
        block.table === null && known.type === type && block.fixedLength === capacity,
        'state keeps its type and length when rooms are prepared again',
        () => ({ name, type, known: known.type, length: capacity, knownLength: block.fixedLength }),
      );
      return known.array as ArrayByType[T];
    }
    const column = newColumn(name, { ...options, type }, capacity);
    this.#register({ name, columns: [column], table: null, fixedLength: capacity });
    return column.array as ArrayByType[T];
  }

  /** Named numbers kept in one Float64 block, read and written as properties. */
  scalars<K extends string>(
    name: string,
    keys: readonly K[],
  ): Record<K, number> & { readonly block: Float64Array } {
    const block = this.column(name, 'f64', keys.length);
    return new (scalarsClass(keys))(block) as unknown as Record<K, number> & { readonly block: Float64Array };
  }

  /** Memory of all columns, rows not in use included. */
  get byteLength(): number {
    let bytes = 0;
    for (const block of this.#blocks) for (const column of block.columns) bytes += column.array.byteLength;
    return bytes;
  }

  /** Used by `defineTable` while rooms are prepared again. */
  tableAgain(name: string, columnNames: readonly string[]): TableCore {
    const { table, columns } = this.#blockNamed(name);
    const known = columns.map((column) => column.name).join();
    const asked = columnNames.map((column) => `${name}.${column}`).join();
    invariant(
      table !== null && known === asked,
      'a table keeps its columns when rooms are prepared again',
      () => ({
        known,
        asked,
      }),
    );
    return table;
  }

  /** Used by `defineTable`. */
  addTable(table: TableCore, columns: Column[]): void {
    this.#register({ name: table.name, columns, table, fixedLength: 0 });
  }

  /** Registered columns, derived ones included, in order of registration. */
  names(): string[] {
    return this.#blocks.flatMap((block) => block.columns.map((column) => column.name));
  }

  /** Back to birth: tables have no rows, fixed columns their fill. Buffers are kept. */
  reset(): void {
    for (const block of this.#blocks) {
      const rows = block.table?.length ?? block.fixedLength;
      for (const column of block.columns) column.array.fill(column.fill, 0, rows);
      block.table?.setLength(0);
    }
  }

  /**
   * 64-bit hash in 16 hex digits of every column that isn't derived: names, lengths and the rows in use.
   * Capacity doesn't count. -0 and 0 differ; columns must not hold NaN, whose bits are not defined.
   * Blocks named in `leaveOut` don't count.
   */
  hash(leaveOut: ReadonlySet<string> = new Set()): string {
    const hash = new StateHash();
    for (const block of this.#blocks) {
      if (leaveOut.has(block.name)) continue;
      const rows = block.table?.length ?? block.fixedLength;
      for (const column of block.columns) {
        if (column.derived) continue;
        hash.addText(column.name);
        hash.addBytes(column.array.buffer, rows * column.array.BYTES_PER_ELEMENT);
      }
    }
    return hash.digest();
  }

  /** The hash of each column, to find the first one in which two worlds differ. */
  columnHashes(): Map<string, string> {
    const hashes = new Map<string, string>();
    for (const block of this.#blocks) {
      const rows = block.table?.length ?? block.fixedLength;
      for (const column of block.columns) {
        const hash = new StateHash();
        hash.addBytes(column.array.buffer, rows * column.array.BYTES_PER_ELEMENT);
        hashes.set(column.name, hash.digest());
      }
    }
    return hashes;
  }

  /** Copy of all rows that aren't derived. */
  save(): SavedState {
    const lengths: number[] = [];
    const columns: ColumnArray[] = [];
    for (const block of this.#blocks) {
      const rows = block.table?.length ?? block.fixedLength;
      lengths.push(rows);
      for (const column of block.columns) if (!column.derived) columns.push(column.array.slice(0, rows));
    }
    return { lengths, columns };
  }

  /** Replaces all rows by a copy saved from a registry of the same layout; owners rebuild derived columns. */
  load(saved: SavedState): void {
    this.reset();
    const wanted = this.#blocks.reduce((sum, b) => sum + b.columns.filter((c) => !c.derived).length, 0);
    invariant(
      saved.lengths.length === this.#blocks.length && saved.columns.length === wanted,
      'a saved state has the layout of its registry',
      () => ({ blocks: this.#blocks.length, savedBlocks: saved.lengths.length }),
    );
    let next = 0;
    this.#blocks.forEach((block, i) => {
      const rows = saved.lengths[i]!;
      if (block.table !== null) block.table.addMany(rows);
      else
        invariant(rows === block.fixedLength, 'a fixed column keeps its length', () => ({
          name: block.name,
        }));
      for (const column of block.columns) if (!column.derived) column.array.set(saved.columns[next++]!);
    });
  }

  #blockNamed(name: string): Block {
    const block = this.#blocks.find((one) => one.name === name);
    invariant(
      block !== undefined,
      'rooms prepared again need no state that the world was not born with',
      () => ({
        name,
      }),
    );
    return block;
  }

  #register(block: Block): void {
    const fresh = [block.name, ...block.columns.map((column) => column.name)];
    for (const name of new Set(fresh)) {
      invariant(!this.#names.has(name), 'a registered name is used once', () => ({ name }));
      this.#names.add(name);
    }
    this.#blocks.push(block);
  }
}

/** What all tables share. Rows are only ever added; their status may change, their number doesn't shrink. */
export class TableCore {
  readonly name: string;
  length = 0;
  capacity: number;
  readonly #columns: Column[];
  readonly #onGrow: (() => void)[] = [];

  constructor(name: string, schema: Schema, capacity: number) {
    this.name = name;
    this.capacity = Math.max(1, capacity);
    this.#columns = Object.entries(schema).map(([key, spec]) => {
      invariant(!(key in this), 'a column name is free', () => ({ table: name, column: key }));
      const column = newColumn(`${name}.${key}`, spec, this.capacity);
      // Assigned through a computed key, more than a dozen properties would turn the object into a hash table with a
      // shape of its own: every access in every room would be slow, and slower with each new world.
      Object.defineProperty(this, key, {
        value: column.array,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      return column;
    });
  }

  /** Registers this table's columns as '<table>.<column>'. */
  registerIn(registry: Registry): void {
    registry.addTable(this, this.#columns);
  }

  /** Adds a row holding each column's fill; returns its index. May replace the arrays. */
  add(): number {
    const row = this.length;
    if (row === this.capacity) this.#grow(row + 1);
    this.length = row + 1;
    return row;
  }

  /** Adds `count` rows; returns the index of the first. May replace the arrays. */
  addMany(count: number): number {
    const first = this.length;
    if (first + count > this.capacity) this.#grow(first + count);
    this.length = first + count;
    return first;
  }

  /** For the registry alone: callers never remove rows. */
  setLength(length: number): void {
    this.length = length;
  }

  /** Called after each replacement of the arrays, for owners that keep references to them. */
  onGrow(callback: () => void): void {
    this.#onGrow.push(callback);
  }

  #grow(needed: number): void {
    this.capacity = Math.max(needed, Math.ceil(this.capacity * 1.5));
    for (const column of this.#columns) {
      const larger = newArray(column.type, this.capacity);
      larger.set(column.array);
      if (column.fill !== 0) larger.fill(column.fill, this.length);
      column.array = larger;
    }
    this.#publish();
    for (const callback of this.#onGrow) callback();
  }

  #publish(): void {
    const self = this as unknown as Record<string, ColumnArray>;
    for (const column of this.#columns) self[column.name.slice(this.name.length + 1)] = column.array;
  }
}

/**
 * A registered table: `defineTable(registry, 'loan', { lots: 'i32', next: { type: 'i32', fill: -1 } }, 1000)`
 * has `.length`, `.capacity`, `.add()` and one typed array per column. Grows by half when full.
 */
export function defineTable<const S extends Schema>(
  registry: Registry,
  name: string,
  schema: S,
  initialCapacity: number,
): Table<S> {
  if (registry.isReopened) return registry.tableAgain(name, Object.keys(schema)) as Table<S>;
  const table = new TableCore(name, schema, initialCapacity);
  table.registerIn(registry);
  return table as Table<S>;
}

function newColumn(name: string, spec: ColumnSpec, capacity: number): Column {
  const { type, fill = 0, derived = false } = typeof spec === 'string' ? { type: spec } : spec;
  const array = newArray(type, capacity);
  if (fill !== 0) array.fill(fill);
  return { name, type, fill, derived, array };
}

function newArray(type: ColumnType, length: number): ColumnArray {
  switch (type) {
    case 'f64':
      return new Float64Array(length);
    case 'i32':
      return new Int32Array(length);
    case 'u32':
      return new Uint32Array(length);
    case 'u16':
      return new Uint16Array(length);
    case 'u8':
      return new Uint8Array(length);
  }
}
