export const rollCall = {
  title: 'Roll call',
};
