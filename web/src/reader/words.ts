// Where the words of the body stand on the page: from positions in the body (UTF-16 units, as the API gives them to us) to
// points of the document and back.
//
// Each block is an element whose text is just its part of the body, so a position is a block and a place in its text. The
// text is one node, or several where marks stand in it.

export interface Span {
  start: number;
  end: number;
}

interface Block extends Span {
  element: HTMLElement;
}

interface Point {
  node: Text;
  offset: number;
}

export class Words {
  private readonly blocks: Block[] = [];

  /** The element of a block; null takes it away again. For `ref`. */
  set(index: number, span: Span, element: HTMLElement | null) {
    if (element) this.blocks[index] = { start: span.start, end: span.end, element };
    else delete this.blocks[index];
  }

  element(index: number): HTMLElement | undefined {
    return this.blocks[index]?.element;
  }

  /** The block that holds a position; one between two blocks belongs to the earlier. */
  blockAt(position: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** What stands between two heights of the viewport, in whole blocks. O(log blocks). */
  between(top: number, bottom: number): Span {
    const last = Math.max(this.blocks.length - 1, 0);
    const search = (isPast: (box: DOMRect) => boolean) => {
      let [low, high] = [0, last];
      while (low < high) {
        const middle = (low + high) >> 1;
        const box = this.blocks[middle]?.element.getBoundingClientRect();
        if (box && isPast(box)) high = middle;
        else low = middle + 1;
      }
      return low;
    };
    const from = this.blocks[search((box) => box.bottom >= top)];
    const to = this.blocks[search((box) => box.bottom >= bottom)];
    return { start: from?.start ?? 0, end: to?.end ?? 0 };
  }

  private point(position: number): Point | undefined {
    const block = this.blocks[this.blockAt(position)];
    if (!block) return undefined;
    let rest = Math.min(position, block.end) - block.start;
    let last: Point | undefined;
    const walk = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node as Text;
      if (rest <= text.length) return { node: text, offset: rest };
      rest -= text.length;
      last = { node: text, offset: text.length };
    }
    return last;
  }

  /** For highlights: it is not told of changes of the document, and costs nothing when there are thousands. */
  staticRange({ start, end }: Span): StaticRange | undefined {
    const from = this.point(start);
    const to = this.point(end);
    if (!from || !to) return undefined;
    return new StaticRange({ startContainer: from.node, startOffset: from.offset, endContainer: to.node, endOffset: to.offset });
  }

  range({ start, end }: Span): Range | undefined {
    const from = this.point(start);
    const to = this.point(end);
    if (!from || !to) return undefined;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** The boxes of the words, line by line, in the viewport. */
  boxes(span: Span): DOMRect[] {
    return Array.from(this.range(span)?.getClientRects() ?? []).filter((box) => box.width > 0);
  }

  /** The middle of the first line of the words, in the viewport. */
  top(span: Span): number | undefined {
    const box = this.range({ start: span.start, end: Math.min(span.end, span.start + 1) })?.getBoundingClientRect();
    return box && box.top;
  }

  private positionOf(node: Node, offset: number): number | undefined {
    const parent = node instanceof Element ? node : node.parentElement;
    const element = parent?.closest<HTMLElement>('[data-block]');
    const block = element && this.blocks[Number(element.dataset['block'])];
    if (!block) return undefined;
    const before = document.createRange();
    before.setStart(block.element, 0);
    before.setEnd(node, offset);
    return block.start + before.toString().length;
  }

  /** The position of the character under a point of the viewport. */
  at(x: number, y: number): number | undefined {
    const caret = caretAt(x, y);
    return caret && this.positionOf(caret.node, caret.offset);
  }

  /** What is selected, without spaces at its ends; undefined when it is nothing or not of the body. */
  selected(body: string): Span | undefined {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const range = selection.getRangeAt(0);
    let start = this.positionOf(range.startContainer, range.startOffset);
    let end = this.positionOf(range.endContainer, range.endOffset);
    // A selection by three clicks ends at the start of what comes after the block.
    if (start !== undefined && end === undefined) end = this.blocks[this.blockAt(start)]?.end;
    if (start === undefined || end === undefined) return undefined;
    while (start < end && /\s/.test(body[start] ?? '')) start++;
    while (end > start && /\s/.test(body[end - 1] ?? '')) end--;
    return start < end ? { start, end } : undefined;
  }
}

/** caretPositionFromPoint, and what Safari has instead. */
function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret ? { node: caret.offsetNode, offset: caret.offset } : undefined;
  }
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}
