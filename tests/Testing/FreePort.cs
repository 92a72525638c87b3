using PricingFunctions.Local.Processes;

namespace Testing;

/// <summary>
/// Loopback ports on which nobody listens, below those that the system gives to outgoing connections. No port is given
/// twice: each test process has a block of its own, held by a file while it runs.
/// </summary>
public static class FreePort
{
    private const int First = 20000;
    private const int BlockSize = 400;
    private const int Blocks = 25;

    private static readonly Lock Gate = new();
    private static readonly (int Start, FileStream Hold) Block = TakeBlock();
    private static int given;

    /// <summary>One port.</summary>
    public static int Next() => NextRange(1);

    /// <summary>Several different ports.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<int> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>The first of several ports in a row.</summary>
    /// <param name="count">How many.</param>
    public static int NextRange(int count)
    {
        lock (Gate)
        {
            while (given + count <= BlockSize)
            {
                var first = Block.Start + given;
                if (Enumerable.Range(first, count).All(LoopbackPort.IsFree))
                {
                    given += count;
                    return first;
                }

                given++;
            }
        }

        throw new InvalidOperationException($"The {BlockSize} ports from {Block.Start} of this process are used up.");
    }

    private static (int Start, FileStream Hold) TakeBlock()
    {
        foreach (var number in Enumerable.Range(0, Blocks))
        {
            try
            {
                var path = Path.Combine(Path.GetTempPath(), $"pricing-functions-test-ports-{number}");
                return (First + (number * BlockSize), new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                // Another process holds it.
            }
        }

        throw new InvalidOperationException($"All {Blocks} blocks of ports are held; are that many test processes running?");
    }
}
