/** A binary heap whose elements can be removed from its middle. The first is the one that no other goes before. */
export class Heap<T> {
  readonly #goesBefore: (one: T, other: T) => boolean;
  readonly #elements: T[] = [];
  readonly #places = new Map<T, number>();

  constructor(goesBefore: (one: T, other: T) => boolean) {
    this.#goesBefore = goesBefore;
  }

  get size(): number {
    return this.#elements.length;
  }

  first(): T | undefined {
    return this.#elements[0];
  }

  /** An element may be in the heap once. */
  add(element: T): void {
    this.#elements.push(element);
    this.#rise(element, this.#elements.length - 1);
  }

  /** False when it is not there. Its order must not have changed since it was added. */
  remove(element: T): boolean {
    const place = this.#places.get(element);
    if (place === undefined) return false;
    this.#places.delete(element);
    const last = this.#elements.pop();
    if (last === undefined || last === element) return true;
    this.#rise(last, place);
    this.#sink(last, this.#places.get(last) ?? place);
    return true;
  }

  pop(): T | undefined {
    const first = this.#elements[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  #rise(element: T, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#elements[above];
      if (parent === undefined || !this.#goesBefore(element, parent)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(element, place);
  }

  #sink(element: T, from: number): void {
    let place = from;
    for (;;) {
      const below = this.#firstBelow(place);
      const child = this.#elements[below];
      if (child === undefined || !this.#goesBefore(child, element)) break;
      this.#put(child, place);
      place = below;
    }
    this.#put(element, place);
  }

  #firstBelow(place: number): number {
    const left = 2 * place + 1;
    const [one, other] = [this.#elements[left], this.#elements[left + 1]];
    if (one === undefined || other === undefined) return left;
    return this.#goesBefore(other, one) ? left + 1 : left;
  }

  #put(element: T, place: number): void {
    this.#elements[place] = element;
    this.#places.set(element, place);
  }
}
