import type { Translation } from '../text.ts';

export const privacy: Translation['privacy'] = {
  cover: '遮盖姓名',
  uncover: '显示姓名',
  coverKey: '遮盖此屏幕上的姓名和公司（B 键）',
  uncoverKey: '重新显示姓名和公司（B 键）',
  locked: '信息已遮盖。按任意键或触摸屏幕即可继续。',
  lockedTitle: '信息已遮盖',
  lockedTodo: '按任意键或触摸屏幕即可继续。',
  keptHours_other: '访客离开 {{count}} 小时后，其信息会被删除。',
  keptDays_other: '访客离开 {{count}} 天后，其信息会被删除。',
  forgottenToday_other: '午夜之前将删除 {{count}} 位访客的信息。',
};
