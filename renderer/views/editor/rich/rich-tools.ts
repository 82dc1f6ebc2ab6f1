import type { Component } from 'svelte';
import Below from '@lucide/svelte/icons/arrow-down-to-line';
import ToLeft from '@lucide/svelte/icons/arrow-left-to-line';
import ToRight from '@lucide/svelte/icons/arrow-right-to-line';
import Above from '@lucide/svelte/icons/arrow-up-to-line';
import Bold from '@lucide/svelte/icons/bold';
import Grid from '@lucide/svelte/icons/grid-2x2-x';
import Heading from '@lucide/svelte/icons/heading';
import Image from '@lucide/svelte/icons/image';
import Italic from '@lucide/svelte/icons/italic';
import Link from '@lucide/svelte/icons/link';
import Tasks from '@lucide/svelte/icons/list-checks';
import List from '@lucide/svelte/icons/list';
import Numbers from '@lucide/svelte/icons/list-ordered';
import Quote from '@lucide/svelte/icons/text-quote';
import Redo from '@lucide/svelte/icons/redo-2';
import Table from '@lucide/svelte/icons/table';
import Trash from '@lucide/svelte/icons/trash-2';
import Undo from '@lucide/svelte/icons/undo-2';
import type { Editor } from '@tiptap/core';
import { canAddAbove } from '#renderer/views/editor/rich/cell-keys';
import { isTask, toggleTasks } from '#renderer/views/editor/rich/task-items';

export type ToolName =
  | 'bold'
  | 'italic'
  | 'heading'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'blockquote'
  | 'link'
  | 'picture'
  | 'table'
  | 'undo'
  | 'redo';
export type TableToolName =
  'addRowAbove' | 'addRow' | 'deleteRow' | 'addColumnLeft' | 'addColumn' | 'deleteColumn' | 'deleteTable';

export interface Tool<Name extends string = ToolName> {
  readonly name: Name;
  readonly icon?: Component;
  /** As the keyboard has it, for the tooltip. */
  readonly keys?: string;
  /** Whether the text at the caret is so already; undefined for tools that do something once. */
  readonly isOn?: (editor: Editor) => boolean;
  readonly can?: (editor: Editor) => boolean;
  /** Absent for tools that ask something first. */
  readonly run?: (editor: Editor) => void;
}

const inTable = (editor: Editor): boolean => editor.isActive('table');

/** In groups, as they stand in the toolbar. */
export const tools: readonly (readonly Tool[])[] = [
  [
    {
      name: 'undo',
      icon: Undo,
      keys: 'Ctrl+Z',
      can: (editor) => editor.can().undo(),
      run: (editor) => editor.chain().focus().undo().run(),
    },
    {
      name: 'redo',
      icon: Redo,
      keys: 'Ctrl+Y',
      can: (editor) => editor.can().redo(),
      run: (editor) => editor.chain().focus().redo().run(),
    },
  ],
  [
    {
      name: 'bold',
      icon: Bold,
      keys: 'Ctrl+B',
      isOn: (editor) => editor.isActive('bold'),
      run: (editor) => editor.chain().focus().toggleBold().run(),
    },
    {
      name: 'italic',
      icon: Italic,
      keys: 'Ctrl+I',
      isOn: (editor) => editor.isActive('italic'),
      run: (editor) => editor.chain().focus().toggleItalic().run(),
    },
    {
      name: 'heading',
      icon: Heading,
      isOn: (editor) => editor.isActive('heading'),
      can: (editor) => !inTable(editor),
      run: (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level: 3 }).run(),
    },
  ],
  [
    {
      name: 'bulletList',
      icon: List,
      keys: 'Ctrl+Shift+8',
      isOn: (editor) => editor.isActive('bulletList'),
      can: (editor) => !inTable(editor),
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
    },
    {
      name: 'orderedList',
      icon: Numbers,
      keys: 'Ctrl+Shift+7',
      isOn: (editor) => editor.isActive('orderedList'),
      can: (editor) => !inTable(editor),
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    },
    {
      name: 'taskList',
      icon: Tasks,
      isOn: isTask,
      can: (editor) => !inTable(editor),
      run: toggleTasks,
    },
    {
      name: 'blockquote',
      icon: Quote,
      keys: 'Ctrl+Shift+B',
      isOn: (editor) => editor.isActive('blockquote'),
      can: (editor) => !inTable(editor),
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    },
  ],
  [
    { name: 'link', icon: Link, keys: 'Ctrl+Shift+K', isOn: (editor) => editor.isActive('link') },
    {
      name: 'picture',
      icon: Image,
      isOn: (editor) => editor.isActive('image'),
      can: (editor) => !inTable(editor),
    },
    {
      name: 'table',
      icon: Table,
      isOn: inTable,
      can: (editor) => !inTable(editor),
      run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
  ],
];

/** Shown while the caret is in a table: in groups by what they change. */
export const tableTools: readonly {
  readonly name: 'rows' | 'columns' | 'whole';
  readonly tools: readonly Tool<TableToolName>[];
}[] = [
  {
    name: 'rows',
    tools: [
      {
        name: 'addRowAbove',
        icon: Above,
        keys: 'Alt+Shift+↑',
        can: canAddAbove,
        run: (editor) => editor.chain().focus().addRowBefore().run(),
      },
      {
        name: 'addRow',
        icon: Below,
        keys: 'Alt+Shift+↓',
        run: (editor) => editor.chain().focus().addRowAfter().run(),
      },
      {
        name: 'deleteRow',
        icon: Trash,
        keys: 'Alt+Shift+Delete',
        can: (editor) => editor.can().deleteRow(),
        run: (editor) => editor.chain().focus().deleteRow().run(),
      },
    ],
  },
  {
    name: 'columns',
    tools: [
      {
        name: 'addColumnLeft',
        icon: ToLeft,
        keys: 'Alt+Shift+←',
        run: (editor) => editor.chain().focus().addColumnBefore().run(),
      },
      {
        name: 'addColumn',
        icon: ToRight,
        keys: 'Alt+Shift+→',
        run: (editor) => editor.chain().focus().addColumnAfter().run(),
      },
      {
        name: 'deleteColumn',
        icon: Trash,
        keys: 'Alt+Shift+Backspace',
        can: (editor) => editor.can().deleteColumn(),
        run: (editor) => editor.chain().focus().deleteColumn().run(),
      },
    ],
  },
  {
    name: 'whole',
    tools: [{ name: 'deleteTable', icon: Grid, run: (editor) => editor.chain().focus().deleteTable().run() }],
  },
];
