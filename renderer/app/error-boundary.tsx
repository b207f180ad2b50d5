import { Component } from "react";
import type { ReactNode } from "react";

interface ErrorBoundaryProps {
  /** What stands in the children's place when drawing them has failed; `retry` draws them anew. */
  say: (error: Error, retry: () => void) => ReactNode;
  children: ReactNode;
}

/** React offers no other way than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error?: Error | undefined }> {
  override state: { error?: Error | undefined } = {};

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? this.props.say(error, () => this.setState({ error: undefined })) : this.props.children;
  }
}
