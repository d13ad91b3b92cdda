export const setUp = {
  title: 'Set up this desk',
};
