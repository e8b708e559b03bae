/** Something that ends the recorder; its message is one sentence, without any secret in it. */
export class RecorderFault extends Error {}
