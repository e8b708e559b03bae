import { expose } from 'comlink'
import { createGif } from './encoder.ts'

expose(createGif())
