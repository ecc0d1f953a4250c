/** Read from eight metres, a letter is 4 cm high (a 200th of the distance): 3 % of the width of an image two metres wide. */
export const LISIBLE = 'text-[clamp(1.25rem,3vw,5rem)] leading-tight';
