/** What a part of the bridge measures: a table of rows, and where the present values are read. */

export interface MetricRow {
  /** As Prometheus knows it, with its unit. */
  readonly name: string;
  /** Histograms are observed as things happen; counters and gauges are read when somebody asks. */
  readonly kind: 'histogram' | 'counter' | 'gauge';
  /** One sentence, in Markdown. */
  readonly about: string;
  /** The labels, each with what its values are. Few values each: never an address, an id or a URL. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram, in its unit. */
  readonly buckets?: readonly number[];
}

export type MetricTable = Readonly<Record<string, MetricRow>>;

export type LabelsOf<Row extends MetricRow> = Row extends { labels: infer Labels }
  ? Readonly<Record<keyof Labels & string, string>>
  : Readonly<Record<string, never>>;

export interface Reading<Row extends MetricRow = MetricRow> {
  readonly labels: LabelsOf<Row>;
  readonly value: number;
}

/** Where each counter and gauge of a table is read. */
export type Readers<Table extends MetricTable> = {
  readonly [Key in keyof Table as Table[Key]['kind'] extends 'histogram' ? never : Key]: () =>
    number | readonly Reading<Table[Key]>[];
};

/** A counter or gauge that can be read. */
export interface Collector {
  readonly row: MetricRow;
  readonly read: () =>
    | number
    | readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Joins the rows of a table with their readers. */
export function collectors<Table extends MetricTable>(
  table: Table,
  readers: Readers<Table>,
): readonly Collector[] {
  return Object.entries(readers as Readonly<Record<string, Collector['read']>>).flatMap(
    ([key, read]) => {
      const row = table[key];
      return row === undefined ? [] : [{ row, read }];
    },
  );
}

/** Buckets for what takes milliseconds, in seconds. */
export const FROM_1_MS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60,
];
/** Buckets for what takes less, in seconds. */
export const FROM_100_US = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1,
];
