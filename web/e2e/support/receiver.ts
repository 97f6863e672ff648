/** A webhook receiver with a configurable response. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export class Receiver {
  status = 200
  readonly bodies: string[] = []
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => {
        body += part.toString()
      })
      request.on('end', () => {
        this.bodies.push(body)
        response.statusCode = this.status
        response.end(this.status === 200 ? 'accepted' : 'unknown receiver')
      })
    })
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((listening) => {
      receiver.#server.listen(0, '127.0.0.1', listening)
    })
    return receiver
  }

  get address(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${String(port)}/hook`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }
}
