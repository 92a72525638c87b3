namespace Pricing.Files.WholeFiles;

/// <summary>Reads the rows of one file and judges them together.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
internal interface IRowJudge<T>
{
    /// <summary>Reads the row on which the table stands; what is wrong with it goes to the failures of its fields.</summary>
    /// <returns>The row; null where it says nothing.</returns>
    T? Read();

    /// <summary>Judges all rows, which are right one by one.</summary>
    /// <param name="rows">The rows; what is left out is taken away.</param>
    /// <param name="defects">Where to note what is wrong.</param>
    /// <param name="notices">Where to note what a person should know.</param>
    void Judge(List<T> rows, DefectList defects, List<string> notices);
}
