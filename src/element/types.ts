/* What `<scan-scope>` is asked and tells: the protocol's data, for whoever writes TypeScript. */

/** Where and how the frame is: the answer to most requests. */
export interface ScanScopePlace {
  readonly moment: number
  readonly moments: number
}

/** A scan call that has returned; cursors in decimal. */
export interface ScanScopeReply {
  readonly cursor: string
  readonly next: string
  readonly keys: readonly string[]
}

/** What `getState` answers. */
export interface ScanScopeState extends ScanScopePlace {
  readonly machine: 'dict' | 'server' | 'cluster'
  readonly profile: string
  readonly algorithm: string
  readonly tables: readonly {
    readonly buckets: number
    readonly used: number
    /** The keys of each bucket, in the order of its chain. */
    readonly chains: readonly (readonly string[])[]
  }[]
  /** -1 while there is no rehash. */
  readonly rehashIndex: number
  readonly cursor: string
  readonly call: number
  readonly replies: readonly ScanScopeReply[]
  readonly returned: readonly string[]
  readonly duplicates: readonly string[]
  readonly missed: readonly string[]
}

export interface ScanScopeSettings {
  readonly theme?: 'auto' | 'light' | 'dark'
  readonly language?: 'en' | 'zh'
  readonly order?: 'scan' | 'index'
  readonly speed?: 0.25 | 0.5 | 1 | 2 | 4 | 8
  readonly palette?: 'colour' | 'mono'
  readonly keys?: 'focus' | 'off'
  readonly predict?: 'off' | 'on'
}

export interface ScanScopeCommand {
  readonly type: 'grow' | 'shrink' | 'rehash' | 'add' | 'delete' | 'scan'
  readonly size?: number
  readonly buckets?: number
  readonly keys?: readonly string[]
}

export interface ScanScopeExport {
  readonly format: 'svg' | 'png' | 'json' | 'transcript'
  readonly mediaType: string
  readonly encoding: 'text' | 'base64'
  readonly content: string
}

/** The `detail` of each event. */
export interface ScanScopeEvents {
  readonly ready: {
    readonly protocols: readonly number[]
    readonly width: number
    readonly height: number
  }
  readonly moment: ScanScopePlace
  readonly call: ScanScopeReply & { readonly call: number }
  readonly done: { readonly duplicates: readonly string[]; readonly missed: readonly string[] }
  readonly predict: {
    readonly moment: number
    readonly ask: 'bucket' | 'cursor' | 'keys' | 'twice' | 'home'
    readonly question: string
    readonly correct: boolean
  }
  readonly size: { readonly width: number; readonly height: number }
  readonly key: { readonly key: string }
  readonly error: { readonly code: string; readonly message: string }
}
