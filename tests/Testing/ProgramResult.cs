namespace Testing;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error);
