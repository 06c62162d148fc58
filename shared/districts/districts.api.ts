import { endpoint } from '../core/endpoint.ts'
import { districtSettings } from './districts.model.ts'

const tag = 'districts'

export const districtsApi = {
  show: endpoint({
    method: 'GET',
    path: '/api/district',
    summary: '本区的设置',
    tag,
    access: ['office'],
    status: 200,
    reply: districtSettings,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/district',
    summary: '改本区的设置',
    tag,
    access: ['office'],
    body: districtSettings,
    status: 200,
    reply: districtSettings,
  }),
}
