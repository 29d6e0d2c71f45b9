document.title = 'Pullquote';
