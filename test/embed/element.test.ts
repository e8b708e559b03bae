import { expectTypeOf, test } from 'vitest'
import type { Description } from '../../src/embed/describe.ts'
import type { Exported } from '../../src/embed/exported.ts'
import type { EventType, RequestData, Settings } from '../../src/embed/protocol.ts'
import type { Predicted } from '../../src/embed/Predict.tsx'
import type {
  ScanScopeCommand,
  ScanScopeEvents,
  ScanScopeExport,
  ScanScopeSettings,
  ScanScopeState,
} from '../../src/element/types.ts'

// The compiler judges this file: the element stands alone, so it repeats the protocol's types.
test('the types of <scan-scope> are those of the protocol', () => {
  expectTypeOf<Description>().toExtend<ScanScopeState>()
  expectTypeOf<ScanScopeState>().toExtend<Description>()
  expectTypeOf<Exported>().toEqualTypeOf<ScanScopeExport>()
  expectTypeOf<Predicted>().toEqualTypeOf<ScanScopeEvents['predict']>()
  expectTypeOf<EventType>().toEqualTypeOf<keyof ScanScopeEvents>()
  expectTypeOf<RequestData<'command'>['type']>().toEqualTypeOf<ScanScopeCommand['type']>()
  expectTypeOf<keyof RequestData<'command'>>().toEqualTypeOf<keyof ScanScopeCommand>()
  expectTypeOf<keyof Settings>().toEqualTypeOf<keyof ScanScopeSettings>()
  expectTypeOf<Settings['palette']>().toEqualTypeOf<ScanScopeSettings['palette'] | undefined>()
  expectTypeOf<Settings['speed']>().toEqualTypeOf<ScanScopeSettings['speed'] | undefined>()
})
